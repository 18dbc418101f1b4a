package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.signet.AuthenticationResult.Rejected;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of claims in the details of refusals: which, how they are written, and until when. */
class DiagnosticsTest {
  private static final Duration HOURS = Duration.ofHours(24);

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private Configs config() {
    return config(HOURS);
  }

  private Configs config(Duration length) {
    String until = Tokens.NOW.plus(length).toString();
    return Configs.in(directory).root("diagnostics", Map.of("valuesUntil", until));
  }

  private JwtAuthenticator start(Configs config) {
    return JwtAuthenticator.of(config.load(), clock);
  }

  private static List<String> values(JwtAuthenticator line, Tokens token) throws Exception {
    HttpServletRequest request = Requests.empty().header("jwt", token.compact()).build();
    Rejected refused = assertInstanceOf(Rejected.class, line.authenticate(request));
    return line.describe(refused, request).details().values();
  }

  private void assertValues(Configs config, Tokens token, String... found) throws Exception {
    try (JwtAuthenticator line = start(config)) {
      assertEquals(List.of(found), values(line, token));
    }
  }

  private static Tokens unknown() {
    return Tokens.good().claim("iss", "https://other.example.com/x?y");
  }

  @Test
  void theClaimOfTheRefusalIsShownAndNoOther() throws Exception {
    assertValues(config(), unknown(), "found iss \"https://other.example.com/x?y\"");
    assertValues(config(), Tokens.good().without("iss"), "found no iss");
    assertValues(config(), Tokens.good().time("exp", -95), "found exp 1780315105");
    assertValues(config(), Tokens.good().without("exp"));
    assertValues(
        config(),
        Tokens.good().claim("exp", true).without("iat"),
        "found no aud",
        "found exp true",
        "found no nbf",
        "found no iat");
    assertValues(
        config().issuer("maxTokenLifetime", "60s"),
        Tokens.good(),
        "found iat 1780315200",
        "found exp 1780318800");
    assertValues(
        config().issuer("audiences", "urn:a"),
        Tokens.good().claim("aud", "urn:b"),
        "found aud \"urn:b\"");
    assertValues(
        config().issuer("tokenReuse", false), Tokens.good().claim("jti", 7), "found jti 7");
    assertValues(
        config(),
        Tokens.good().claim("cnf", Map.of("x5t#S256", "abc")),
        "found cnf.x5t#S256 \"abc\"");
  }

  @Test
  void theDefinitionSaysWhichClaimsARequirementTheUserTheGroupsAndTheRealmAreIn() throws Exception {
    assertValues(
        config().issuer("requiredClaims", Map.of("a.b", "one")),
        Tokens.good().claim("a", Map.of("b", List.of("two", 3))),
        "found a.b as an array of \"two\", 3");
    assertValues(
        config().issuer("userIdentifier", "upn"),
        Tokens.good().claim("upn", Map.of("secret", "value")),
        "found upn as an object");
    assertValues(
        config(),
        Tokens.good().claim("groups", "[a]"),
        "found groups \"?a?\"",
        "found no scope",
        "found no scp");
    assertValues(
        config()
            .without("realmName")
            .issuer("realmIdentifier", "tenant")
            .issuer("realms", List.of("bank")),
        Tokens.good().claim("tenant", "other"),
        "found tenant \"other\"",
        "found sub \"testuser\"");
  }

  @Test
  void aValueCannotForgeALineAndIsCut() throws Exception {
    assertValues(
        config(),
        Tokens.good().claim("iss", "x\n\nWARNING forged \"; ref"),
        "found iss \"x??WARNING?forged????ref\"");
    assertValues(
        config(),
        Tokens.good().claim("iss", "x".repeat(500)),
        "found iss \"" + "x".repeat(100) + "...\"");
    assertValues(
        config().issuer("audiences", "urn:a"),
        Tokens.good().claim("aud", IntStream.range(0, 9).mapToObj(i -> "urn:" + i).toList()),
        "found aud as an array of \"urn:0\", \"urn:1\", \"urn:2\", \"urn:3\", \"urn:4\" and 4"
            + " more");
  }

  @Test
  void aTokenThatCannotBeReadAndARefusalOfItsSignatureShowNothing() throws Exception {
    try (JwtAuthenticator line = start(config())) {
      HttpServletRequest garbage = Requests.withJwt("a.b.c");
      Rejected refused = assertInstanceOf(Rejected.class, line.authenticate(garbage));
      assertEquals(refused, line.describe(refused, garbage));
      assertEquals(List.of(), values(line, Tokens.good().header("alg", "none")));
    }
  }

  @Test
  void withoutTheSettingNothingIsShown() throws Exception {
    assertValues(Configs.in(directory), unknown());
    try (JwtAuthenticator line = start(Configs.in(directory))) {
      assertEquals(Optional.empty(), line.diagnosticsNotice());
    }
  }

  @Test
  void atItsEndNothingMoreIsShown() throws Exception {
    try (JwtAuthenticator line = start(config())) {
      assertEquals(
          Optional.of(
              "diagnostics.valuesUntil 2026-06-02T12:00:00Z: until then the log and the records"
                  + " show values of claims of refused tokens; take the setting away as soon as it"
                  + " is not needed"),
          line.diagnosticsNotice());
      clock.advance(HOURS.minusMillis(1));
      assertEquals(1, values(line, unknown()).size());
      clock.advance(Duration.ofMillis(1));
      assertEquals(List.of(), values(line, unknown()));
    }
  }

  @Test
  void settingTheClockBackDoesNotProlongIt() throws Exception {
    try (JwtAuthenticator line = start(config())) {
      clock.set(Duration.ofDays(-2));
      clock.advance(HOURS);
      assertFalse(line.showsValues());
    }
  }

  @Test
  void anEndThatHasPassedOrIsTooFarAheadShowsNothingAndTheLogSaysSo() throws Exception {
    try (JwtAuthenticator line = start(config(Duration.ZERO))) {
      assertEquals(List.of(), values(line, unknown()));
      assertEquals(
          Optional.of(
              "diagnostics.valuesUntil 2026-06-01T12:00:00Z has passed, so no values are shown:"
                  + " take the setting away"),
          line.diagnosticsNotice());
    }
    try (JwtAuthenticator line = start(config(HOURS.plusMillis(1)))) {
      assertEquals(List.of(), values(line, unknown()));
      assertEquals(
          Optional.of(
              "diagnostics.valuesUntil 2026-06-02T12:00:00.001Z is more than 24 hours ahead, so no"
                  + " values are shown: name an earlier end"),
          line.diagnosticsNotice());
      clock.advance(Duration.ofHours(1));
      assertFalse(line.showsValues());
    }
  }
}
