package dev.signet.keys;

import static dev.signet.keys.SourceUnderTest.GOOD;
import static dev.signet.keys.SourceUnderTest.RETRY;
import static dev.signet.testing.KeyServer.jwk;
import static dev.signet.testing.KeyServer.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.VerificationKey;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What withdraws a key of a set and what does not, and what a wrong clock changes: nothing. */
class PublishedKeySetTest {
  private static final String UNKNOWN = Rejection.KEY_UNKNOWN.id();
  private static final Map<String, Object> K1 = jwk("k1", TestKeys.RSA.getPublic());
  private static final Map<String, Object> K2 = jwk("k2", TestKeys.OTHER_RSA.getPublic());

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final KeyServer server = KeyServer.start();
  private final LoggedLines log = LoggedLines.of(RefreshedKeys.class.getName());

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  private SourceUnderTest start() {
    server.publishes(K1);
    SourceUnderTest keys = unasked();
    assertEquals(GOOD, keys.ask("k1"));
    return keys;
  }

  private SourceUnderTest unasked() {
    return new SourceUnderTest(
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("httpsRequired", false)
            .issuer("jwkReadTimeout", 20)
            .issuer("jwkEndpointUrl", server.url()),
        clock);
  }

  @Test
  void theFirstRequestFetchesAtOnceWhereTheApplicationPublishesTheKeysThatItStartsWith()
      throws Exception {
    server.answers(404, "");
    SourceUnderTest keys = unasked();
    keys.settle();
    assertEquals(Optional.of("the server answered with status 404"), keys.status().lastFailure());
    server.publishes(K1);
    assertEquals(GOOD, keys.ask("k1"));
  }

  @Test
  void laterRequestsWithoutKeysWaitForTheTimeOfTheNextFetch() throws Exception {
    server.answers(404, "");
    SourceUnderTest keys = unasked();
    keys.settle();
    assertEquals(RETRY, keys.ask("k1"));
    assertEquals(2, keys.status().attempts());
    assertEquals(RETRY, keys.ask("k1"));
    assertEquals(RETRY, keys.ask("k2"));
    assertEquals(2, keys.status().attempts());
    clock.advance(Duration.ofSeconds(2));
    server.publishes(K1);
    assertEquals(GOOD, keys.ask("k1"));
    assertEquals(3, keys.status().attempts());
  }

  static Stream<List<?>> setsWithoutAKey() {
    return Stream.of(
        List.of(),
        List.of(jwk("e1", TestKeys.P_256.getPublic())),
        List.of(with(K1, "use", "enc")),
        List.of(with(K1, "alg", "RS512")),
        List.of(jwk("k1", TestKeys.WEAK_RSA.getPublic())));
  }

  @ParameterizedTest
  @MethodSource("setsWithoutAKey")
  void aSetWithoutAnyKeyIsBelievedWhenASecondOneARefreshLaterSaysTheSame(List<?> set)
      throws Exception {
    SourceUnderTest keys = start();
    VerificationKey first = keys.resolve("k1");
    server.answers(200, Tokens.json(Map.of("keys", set)));
    keys.refresh();
    assertEquals(GOOD, keys.ask("k1"));
    assertEquals(
        List.of(
            "SEVERE issuer definition webseal: the key server answers without any key: the key set"
                + " has no key for the issuer's algorithms. The keys stay in use until the next"
                + " refresh, in 225 seconds. If that answer has no key either, every token is"
                + " refused. If this is not intended, publish the keys again"),
        log.atLevel("SEVERE"));
    clock.advance(Duration.ofSeconds(224));
    keys.settle();
    assertEquals(GOOD, keys.ask("k1"));
    clock.advance(Duration.ofSeconds(1));
    keys.settle();
    assertFalse(keys.stillHolds(first));
    assertEquals(UNKNOWN, keys.ask("k1"));
    assertEquals(
        "SEVERE issuer definition webseal: a second answer has no key: the key set has"
            + " no key for the issuer's algorithms. The keys are withdrawn, and every token"
            + " is refused"
            + " until the key server publishes a key for signatureAlgorithm",
        log.atLevel("SEVERE").get(1));
    keys.refresh();
    assertEquals(2, log.atLevel("SEVERE").size(), "it is said once");
    server.publishes(K2);
    keys.refresh();
    assertEquals(GOOD, keys.ask("k2"));
    assertEquals(Optional.empty(), keys.status().lastFailure());
  }

  @Test
  void fetchesForUnknownKeyIdsAreNoSecondRefresh() throws Exception {
    SourceUnderTest keys = start();
    server.answers(200, "{\"keys\":[]}");
    keys.refresh();
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(20));
      assertEquals(UNKNOWN, keys.ask("invented" + i));
      assertEquals(GOOD, keys.ask("k1"));
    }
  }

  @Test
  void aSetThatIsBackClearsTheSuspicion() throws Exception {
    SourceUnderTest keys = start();
    for (int i = 0; i < 3; i++) {
      server.answers(200, "{\"keys\":[]}");
      keys.refresh();
      server.publishes(K1);
      keys.refresh();
    }
    assertEquals(GOOD, keys.ask("k1"));
  }

  @Test
  void aSetThatLacksOneKeyOfSeveralWithdrawsItAtOnce() throws Exception {
    SourceUnderTest keys = start();
    server.publishes(K1, K2);
    assertEquals(GOOD, keys.ask("k2"));
    server.publishes(K2);
    keys.refresh();
    assertEquals(UNKNOWN, keys.ask("k1"));
    assertEquals(GOOD, keys.ask("k2"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>maintenance</html>",
    "200, ''",
    "200, []",
    "200, {}",
    "500, {\"keys\":[]}",
    "404, {\"keys\":[]}",
    "410, {\"keys\":[]}"
  })
  void whatIsNoAnswerWithdrawsNothingHoweverOftenItComes(int status, String body) throws Exception {
    SourceUnderTest keys = start();
    server.answers(status, body);
    for (int i = 0; i < 5; i++) {
      keys.refresh();
    }
    assertEquals(GOOD, keys.ask("k1"));
    assertEquals(List.of(), log.atLevel("SEVERE"));
  }

  @ParameterizedTest
  @CsvSource({"PT3H", "PT-3H", "P365D", "P-365D"})
  void settingTheClockChangesNothingAboutWhenKeysAreFetchedAndWithdrawn(Duration step)
      throws Exception {
    SourceUnderTest keys = start();
    clock.set(step);
    keys.settle();
    assertEquals(1, server.fetches(), "no refresh before its time");
    assertEquals(GOOD, keys.ask("k1"), "no key is too old");
    server.publishes(K1, K2);
    assertEquals(GOOD, keys.ask("k2"), "a new key is fetched");
    server.publishes(K2);
    keys.refresh();
    assertEquals(UNKNOWN, keys.ask("k1"), "a withdrawn key ends with the next refresh");
    assertEquals(Optional.of(clock.instant()), keys.status().lastSuccess());
  }

  @Test
  void keysThatCannotBeFetchedEndWithTheirStalenessWhateverTheClockSays() throws Exception {
    SourceUnderTest keys = start();
    server.answers(503, "");
    clock.set(Duration.ofDays(-10));
    clock.advance(Duration.ofHours(24));
    assertEquals(GOOD, keys.ask("k1"));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(RETRY, keys.ask("k1"));
  }

  @Test
  void oneDefinitionsRequestsLeaveOthersThatShareItsKeysTheirPlacesToWait() throws Exception {
    SourceUnderTest keys = start();
    keys.users.add("bank");
    server.delays(3_000);
    ExecutorService users = Executors.newFixedThreadPool(60);
    List<Callable<String>> requests = new ArrayList<>();
    AtomicInteger waitingOfOther = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      String kid = "invented" + i;
      requests.add(() -> keys.ask(kid));
    }
    for (int i = 0; i < 10; i++) {
      requests.add(() -> keys.ask("k9", "bank", "192.0.2.2", waitingOfOther));
    }
    List<String> answers = new ArrayList<>();
    for (Future<String> answer : users.invokeAll(requests)) {
      answers.add(answer.get());
    }
    users.shutdownNow();
    assertEquals(50 - WaitingRequests.SHARE, answers.stream().filter(RETRY::equals).count());
    assertTrue(answers.subList(50, 60).stream().allMatch(UNKNOWN::equals), answers.toString());
  }
}
