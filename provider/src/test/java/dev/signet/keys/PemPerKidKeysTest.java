package dev.signet.keys;

import static dev.signet.keys.SourceUnderTest.GOOD;
import static dev.signet.keys.SourceUnderTest.RETRY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.VerificationKey;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.token.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document for each key id: who gets a turn, who waits, and what withdraws a key. */
class PemPerKidKeysTest {
  private static final String UNKNOWN = Rejection.KEY_UNKNOWN.id();

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final KeyServer server = KeyServer.start();
  private @Nullable SourceUnderTest keys;

  @AfterEach
  void stop() {
    server.close();
  }

  private Configs settings() {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("httpsRequired", false)
        .issuer("jwkReadTimeout", 20)
        .issuer("pemEndpointUrl", server.url("/{kid}"))
        .issuer("kidPattern", "[a-z0-9]{1,20}");
  }

  private void start(Configs settings) {
    keys = new SourceUnderTest(settings, clock);
  }

  private void publish(String... kids) throws Exception {
    Path pem =
        TestKeys.pem(
            directory.resolve("k.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    for (String kid : kids) {
      server.serves("/" + kid, Files.readString(pem));
    }
  }

  private String ask(String kid) {
    return ask(kid, "192.0.2.1");
  }

  private String ask(String kid, String address) {
    return Objects.requireNonNull(keys).ask(kid, address);
  }

  @Test
  void sixtyRequestsWaitForTheOneFetchOfTheirKey() throws Exception {
    publish("k1");
    server.delays(300);
    start(settings());
    ExecutorService users = Executors.newFixedThreadPool(60);
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      requests.add(() -> ask("k1"));
    }
    for (Future<String> answer : users.invokeAll(requests)) {
      assertEquals(GOOD, answer.get());
    }
    users.shutdownNow();
    assertEquals(1, server.fetches());
  }

  @Test
  void whenTooManyWaitTheRestIsToldToComeBackAndTheFetchGoesOn() throws Exception {
    publish("k1");
    server.delays(2_000);
    start(settings());
    ExecutorService users = Executors.newFixedThreadPool(WaitingRequests.MAX + 20);
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < WaitingRequests.MAX + 20; i++) {
      requests.add(() -> ask("k1"));
    }
    int refused = 0;
    for (Future<String> answer : users.invokeAll(requests)) {
      refused += answer.get().equals(RETRY) ? 1 : 0;
    }
    users.shutdownNow();
    assertEquals(20, refused);
    assertEquals(1, server.fetches());
    assertEquals(GOOD, ask("k1"));
  }

  @Test
  void eightNewKeysAreFetchedAtOnceAndTheNextHasItsTurnSoon() throws Exception {
    String[] kids = {"k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9"};
    publish(kids);
    start(settings());
    for (int i = 0; i < 8; i++) {
      assertEquals(GOOD, ask(kids[i]));
    }
    assertEquals(RETRY, ask("k9"));
    clock.advance(Duration.ofMillis(1249));
    assertEquals(RETRY, ask("k9"));
    clock.advance(Duration.ofMillis(1));
    assertEquals(GOOD, ask("k9"));
  }

  @Test
  void aFloodOfInventedKeysFromTheSameAddressKeepsAKeyThatIsAskedForAgainOutForAFewTurnsOnly()
      throws Exception {
    publish("good");
    start(settings());
    int refused = 0;
    for (int second = 0; !ask("good").equals(GOOD); second++, refused++) {
      for (int i = 0; i < 300; i++) {
        var unused = ask("x" + second + "n" + i);
      }
      clock.advance(Duration.ofSeconds(1));
      assertTrue(second < 5, "still no turn");
    }
    assertTrue(refused <= 3, "refused " + refused + " times");
  }

  @Test
  void aFloodFromOneAddressLeavesTheOtherAddressesTheirTurns() throws Exception {
    publish("good");
    start(settings());
    for (int i = 0; i < 1000; i++) {
      for (int times = 0; times < 3; times++) {
        var unused = ask("x" + i, "192.0.2.66");
      }
    }
    assertEquals(8, server.fetches());
    assertEquals(RETRY, ask("good"));
    clock.advance(Duration.ofMillis(2500));
    Objects.requireNonNull(keys).look();
    awaitTrue(() -> server.fetches() == 10);
    assertEquals(GOOD, ask("good"));
  }

  @Test
  void aKnownKeyWaitsForNobody() throws Exception {
    publish("k1");
    start(settings());
    assertEquals(GOOD, ask("k1"));
    server.hangs(true);
    Thread stranger = new Thread(() -> ask("k2"));
    stranger.start();
    awaitTrue(() -> server.fetches() == 2);
    assertEquals(GOOD, ask("k1"));
    clock.advance(Duration.ofMinutes(5));
    Objects.requireNonNull(keys).look();
    awaitTrue(() -> server.fetches() == 3);
    assertEquals(GOOD, ask("k1"));
    assertTrue(stranger.isAlive(), "the known key waited neither for the other nor for its own");
    server.close();
    stranger.join();
  }

  @ParameterizedTest
  @CsvSource({".+-.+-.+-.+-.+, 250, -", "([0-9a-f]+-?)+, 250, a", "([0-9a-f]|-)+, 8000, a"})
  void aKeyIdThatWouldKeepThePatternBusyIsRefused(String pattern, int length, String repeated)
      throws Exception {
    start(settings().issuer("kidPattern", pattern));
    assertEquals(UNKNOWN, ask(repeated.repeat(length) + "\n"));
    assertEquals(0, server.fetches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a*|b*)+", "(?s).*", "(a)\\1", "(?=a).*"})
  void aPatternThatCouldRunAwayIsAMistake(String pattern) {
    assertThrows(
        dev.signet.config.ConfigException.class,
        () -> settings().issuer("kidPattern", pattern).tryLoad());
  }

  private void refresh() throws Exception {
    Objects.requireNonNull(keys).refresh();
  }

  @Test
  void aDocumentThatIsGoneWithdrawsItsKeyWhereAnotherOneIsThere() throws Exception {
    publish("k1", "k2");
    start(settings());
    assertEquals(GOOD, ask("k1"));
    assertEquals(GOOD, ask("k2"));
    VerificationKey first = Objects.requireNonNull(keys).resolve("k1");
    server.removes("/k1");
    refresh();
    assertFalse(Objects.requireNonNull(keys).stillHolds(first));
    assertEquals(UNKNOWN, ask("k1"));
    assertEquals(GOOD, ask("k2"));
  }

  @Test
  void theLastDocumentIsGoneWhenTheServerHasSaidSoTwice() throws Exception {
    publish("k1");
    start(settings());
    assertEquals(GOOD, ask("k1"));
    server.removes("/k1");
    refresh();
    assertEquals(GOOD, ask("k1"));
    refresh();
    assertEquals(UNKNOWN, ask("k1"));
    publish("k1");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(GOOD, ask("k1"), "published again");
  }

  @Test
  void whenAllDocumentsAreGoneAtOnceAllStayForOneMoreRefresh() throws Exception {
    publish("k1", "k2", "k3");
    start(settings());
    for (String kid : List.of("k1", "k2", "k3")) {
      assertEquals(GOOD, ask(kid));
    }
    List.of("/k1", "/k2", "/k3").forEach(server::removes);
    refresh();
    for (String kid : List.of("k1", "k2", "k3")) {
      assertEquals(GOOD, ask(kid));
    }
    refresh();
    for (String kid : List.of("k1", "k2", "k3")) {
      assertEquals(UNKNOWN, ask(kid));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 401, 302})
  void aServerThatFailsWithdrawsNothing(int status) throws Exception {
    publish("k1");
    start(settings());
    assertEquals(GOOD, ask("k1"));
    server.answers(status);
    refresh();
    refresh();
    refresh();
    assertEquals(GOOD, ask("k1"));
  }

  @Test
  void aDocumentThatIsGoneForGoodIsAnAnswerToo() throws Exception {
    publish("k1");
    start(settings());
    assertEquals(GOOD, ask("k1"));
    server.answers(410);
    refresh();
    assertEquals(GOOD, ask("k1"));
    refresh();
    assertEquals(UNKNOWN, ask("k1"));
  }

  /** Waits for what another thread brings about; gives up after half a minute. */
  private static void awaitTrue(BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertTrue(condition.getAsBoolean());
  }
}
