package dev.signet.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.refusals.RefusalLedger;
import dev.signet.refusals.RefusalRecord;
import dev.signet.refusals.RequestFacts;
import dev.signet.testing.ClaimValues;
import dev.signet.testing.HostileToken;
import dev.signet.testing.HostileTokens;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.LogLines;
import dev.signet.testing.Refused;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile token is refused for its one reason, and good ones get through between them. */
class HostileTokensTest {
  private static final HostileLine LINE = HostileLine.start();

  /** The token's form and its decryption are checked before and after a definition is selected. */
  private static final Set<Rejection> MAY_BE_REFUSED_BY_A_DEFINITION =
      EnumSet.of(
          Rejection.TOKEN_MALFORMED, Rejection.ALGORITHM_NOT_ALLOWED, Rejection.DECRYPTION_FAILED);

  private static final RequestFacts REQUEST =
      new RequestFacts("GET", "/app/x", "127.0.0.1", "127.0.0.1");

  @AfterAll
  static void stop() {
    LINE.close();
  }

  static List<HostileToken> tokens() {
    return HostileTokens.of(LINE.world(), Duration.ZERO);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void isRefusedForItsReasonWithinASecond(HostileToken token) throws Exception {
    long start = System.nanoTime();
    AuthenticationResult result = LINE.authenticate(token.lines());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(token.expected(), Refused.reason(result), token.name());
    assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took.toString());
    RefusalDetails details = Refused.details(result);
    assertFalse(details.sentences().isEmpty(), token.name());
    if (!MAY_BE_REFUSED_BY_A_DEFINITION.contains(token.expected())) {
      assertEquals(isRefusedByADefinition(token.expected()), !details.definition().isEmpty());
    }
    assertTellsNothing(token, details, line((Rejected) result));
  }

  /** Before that, no definition has been selected. */
  private static boolean isRefusedByADefinition(Rejection reason) {
    return reason == Rejection.ISSUER_TRANSPORT
        || reason.compareTo(Rejection.ALGORITHM_NOT_ALLOWED) > 0;
  }

  private static String line(Rejected refused) {
    LogLines log = new LogLines(Level.WARNING);
    RefusalRecord refusal =
        new RefusalLedger("host /app", log, LINE.clock()).enter(refused, REQUEST);
    String line = log.all().get(0);
    assertTrue(line.contains(" " + refusal.getNumber() + ": "), line);
    assertTrue(line.contains(" (ref " + refusal.reference() + "), "), line);
    assertTrue(line.endsWith(String.join("; ", refused.details().sentences())), line);
    return line;
  }

  /** Of the token the line has alg, kid and typ, cut, and nothing else. */
  private static void assertTellsNothing(HostileToken token, RefusalDetails details, String line) {
    assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), line);
    assertTrue(line.length() < 1_000, line);
    String sentences =
        String.join("; ", details.sentences()).replace(HostileWorld.AUDIENCE, "(a setting)");
    for (HostileToken.Line sent : token.lines()) {
      String value =
          sent.name().equals("Cookie")
              ? sent.value().substring(sent.value().indexOf('=') + 1)
              : sent.value();
      for (String part : value.split("[.; ]", -1)) {
        assertFalse(part.length() >= 8 && sentences.contains(part), token.name() + ": " + line);
      }
      assertEquals(List.of(), ClaimValues.of(value).stream().filter(sentences::contains).toList());
    }
  }

  @AfterEach
  void aGoodTokenGetsThrough() throws Exception {
    assertInstanceOf(
        Authenticated.class, LINE.authenticate("jwt", LINE.world().jwksToken().compact()));
  }

  @Test
  void theGoodTokensThatTheyWereMadeOfGetThrough() throws Exception {
    for (List<String> good : LINE.goodTokens()) {
      assertInstanceOf(Authenticated.class, LINE.authenticate(good.get(0), good.get(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.signet.testing.NativeProviders#names")
  void aProviderForSignaturesChangesNoOutcome(String provider) throws Exception {
    try (HostileLine line = HostileLine.start(provider)) {
      for (HostileToken token : HostileTokens.of(line.world(), Duration.ZERO)) {
        AuthenticationResult result = line.authenticate(token.lines());
        assertEquals(token.expected(), Refused.reason(result), token.name());
      }
      for (List<String> good : line.goodTokens()) {
        assertInstanceOf(Authenticated.class, line.authenticate(good.get(0), good.get(1)));
      }
    }
  }

  @Test
  void theTableIsLongAndSaysEveryReasonAnAttackerCanCause() {
    List<String> names = new ArrayList<>();
    Set<Rejection> reasons = EnumSet.noneOf(Rejection.class);
    for (HostileToken token : tokens()) {
      names.add(token.name());
      reasons.add(token.expected());
    }
    System.out.println(
        "hostile tokens: " + names.size() + " for " + reasons.size() + " different reasons");
    assertEquals(
        List.of(), names.stream().filter(n -> names.indexOf(n) != names.lastIndexOf(n)).toList());
    assertTrue(names.size() >= 150);
    // a certificate's time, what takes a definition with a preset or with limits, and what is said
    // at the address for logouts alone
    assertEquals(
        EnumSet.of(
            Rejection.ISSUER_CHANNEL,
            Rejection.KEY_OUTDATED,
            Rejection.SIGNER_WRONG,
            Rejection.CLIENT_WRONG,
            Rejection.KIND_WRONG,
            Rejection.ISSUED_AT_MISSING,
            Rejection.LIFETIME_TOO_LONG,
            Rejection.TOO_OLD,
            Rejection.REQUIRED_CLAIM_MISSING,
            Rejection.REQUIRED_CLAIM_WRONG,
            Rejection.CONFIRMATION_MISMATCH,
            Rejection.HOLDER_MISSING,
            Rejection.ID_MISSING,
            Rejection.TOKEN_USED,
            Rejection.NOT_ACTIVE,
            Rejection.REVOKED,
            Rejection.REALM_NOT_ALLOWED,
            Rejection.USER_NOT_MAPPED,
            Rejection.USER_REFUSED,
            Rejection.REGISTRY_MISSING,
            Rejection.IDENTITY_STORE_REJECTED,
            Rejection.CALLER_MISMATCH,
            Rejection.LOGOUT_MALFORMED,
            Rejection.LOGOUT_TOKEN_INVALID),
        EnumSet.complementOf(EnumSet.copyOf(reasons)));
  }
}
