package dev.signet.it.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand invented key ids reach neither the key server nor the users of a known key. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class KeyFloodIT {
  private static final int FLOOD = 10_000;
  private static final int ATTACKERS = 4;
  private static final int INTERVAL_SECONDS = 2;
  private static final String PATH = "/flooded-keys/secure/x";
  private static final JwksEndpoint ENDPOINT = JwksEndpoint.start();
  private static final SigningKey KNOWN = SigningKey.named("known");
  private static final String KEY_UNKNOWN =
      Challenges.invalidToken(
          "defaultRealm", "SIGNET-304: no key of the issuer matches the token's kid and alg");

  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

  @Deployment(testable = false)
  static WebArchive flooded() {
    ENDPOINT.publish(SigningKey.published(KNOWN));
    Settings settings =
        Settings.keyFrom("jwkEndpointUrl", ENDPOINT.url())
            .with("httpsRequired", false)
            .with("signatureAlgorithm", "ES256")
            .with("jwkUnknownKidInterval", INTERVAL_SECONDS);
    return Wars.configured("flooded-keys", settings.writeTo("flooded-keys.json"));
  }

  @AfterAll
  static void stopEndpoint() {
    ENDPOINT.stop();
  }

  @Test
  void aFloodOfInventedNamesIsLimitedAtTheKeyServerAndAKnownTokenIsAlwaysServed() {
    String known = KNOWN.sign(Tokens.good()).text();
    timed(known, countdown(200));
    Latencies quiet = timed(known, countdown(1_000));
    int before = ENDPOINT.requests();
    long start = System.nanoTime();
    CompletableFuture<Void> flood = flood();
    Latencies flooded = timed(known, () -> !flood.isDone());
    flood.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    int fetches = ENDPOINT.requests() - before;
    int allowed = (int) (seconds / INTERVAL_SECONDS) + 2;
    System.out.printf(
        "key flood: %d invented kids in %.1f s, answers %s; %d fetches, at most %d allowed%n"
            + "key flood: a known token without it: %s%nkey flood: a known token during it: %s%n",
        FLOOD, seconds, outcomes, fetches, allowed, quiet, flooded);
    assertEquals(Map.of("401 " + KEY_UNKNOWN, FLOOD), outcomes);
    assertTrue(fetches <= allowed, fetches + " fetches in " + seconds + " s");
  }

  private static BooleanSupplier countdown(int times) {
    var left = IntStream.range(0, times).iterator();
    return () -> left.hasNext() && left.next() >= 0;
  }

  /** Sends a token that must be served, one request after the other. */
  private static Latencies timed(String token, BooleanSupplier goesOn) {
    List<Long> nanos = new ArrayList<>();
    while (goesOn.getAsBoolean()) {
      long start = System.nanoTime();
      assertEquals(200, Http.get(PATH, "jwt", token).status());
      nanos.add(System.nanoTime() - start);
    }
    return new Latencies(nanos);
  }

  private CompletableFuture<Void> flood() {
    String token = KNOWN.sign(Tokens.good()).text();
    String rest = token.substring(token.indexOf('.'));
    ExecutorService threads = Executors.newFixedThreadPool(ATTACKERS);
    List<CompletableFuture<Void>> attackers =
        IntStream.range(0, ATTACKERS)
            .mapToObj(i -> CompletableFuture.runAsync(() -> attack(i, rest), threads))
            .toList();
    threads.shutdown();
    return CompletableFuture.allOf(attackers.toArray(CompletableFuture<?>[]::new));
  }

  private void attack(int attacker, String rest) {
    for (int i = attacker; i < FLOOD; i += ATTACKERS) {
      String header = "{\"alg\":\"ES256\",\"kid\":\"invented-" + i + "\"}";
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
      Answer answer = Http.get(PATH, "jwt", token + rest);
      outcomes.merge(
          answer.status() + " " + String.join(", ", answer.challenges()), 1, Integer::sum);
    }
  }
}
