package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.client.RightfulClients;
import dev.signet.it.server.Await;
import dev.signet.it.server.Moment;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Keys are rolled while clients send: publish the new one, sign with it, withdraw the old one. It
 * takes 24 seconds, or what {@code -Dsignet.rollover.seconds} says.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class RolloverUnderLoadIT {
  private static final int CLIENTS = 8;
  private static final int ROLLS = 3;
  private static final String PATH = "/rolled/secure/x";
  private static final JwksEndpoint ENDPOINT = JwksEndpoint.start();
  private static final SigningKey FIRST = SigningKey.named("key-0");
  private static final List<String> KEY_UNKNOWN =
      List.of(
          Challenges.invalidToken(
              "defaultRealm", "SIGNET-304: no key of the issuer matches the token's kid and alg"));

  private final List<String> withdrawals = new ArrayList<>();

  @Deployment(testable = false)
  static WebArchive rolled() {
    ENDPOINT.publish(SigningKey.published(FIRST));
    Settings settings =
        Settings.keyFrom("jwkEndpointUrl", ENDPOINT.url())
            .with("httpsRequired", false)
            .with("signatureAlgorithm", "ES256")
            .with("jwkMinRefreshInterval", 1)
            .with("jwkMaxRefreshInterval", 4)
            .with("jwkUnknownKidInterval", 1);
    return Wars.configured("rolled", settings.writeTo("rolled.json"));
  }

  @AfterAll
  static void stopEndpoint() {
    ENDPOINT.stop();
  }

  @Test
  void noRightfulRequestFailsWhileKeysAreRolledThreeTimes() {
    Duration time = Duration.ofSeconds(Long.getLong("signet.rollover.seconds", 24));
    int fetchesBefore = ENDPOINT.requests();
    long start = System.nanoTime();
    RightfulClients clients = RightfulClients.start(PATH, FIRST, CLIENTS);
    try (clients) {
      SigningKey key = FIRST;
      for (int i = 1; i <= ROLLS; i++) {
        Moment.await(start + time.multipliedBy(i).dividedBy(ROLLS + 1).toNanos());
        key = roll(clients, key, SigningKey.named("key-" + i));
      }
      Moment.await(start + time.toNanos());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "rollover under load: %d requests of %d tokens by %d clients in %.1f s, %d failed; %d rolls,"
            + " %d fetches; the withdrawn key's remembered token refused after %s%n",
        clients.requests(),
        clients.tokens(),
        CLIENTS,
        seconds,
        clients.failures().size(),
        ROLLS,
        ENDPOINT.requests() - fetchesBefore,
        withdrawals);
    assertEquals(List.of(), clients.failures());
  }

  private SigningKey roll(RightfulClients clients, SigningKey old, SigningKey next) {
    Jwks both = SigningKey.published(old, next);
    String remembered = old.sign(Tokens.good()).text();
    assertEquals(200, Http.get(PATH, "jwt", remembered).status());

    int published = ENDPOINT.requests();
    ENDPOINT.publish(both);
    assertTrue(Await.until(ENDPOINT::requests, fetches -> fetches > published) > published);
    assertTrue(clients.signWith(next), "a client signs with the old key");
    assertEquals(200, Http.get(PATH, "jwt", remembered).status());

    long start = System.nanoTime();
    ENDPOINT.publish(SigningKey.published(next));
    int withdrawn = ENDPOINT.requests();
    Answer refused = Await.until(() -> Http.get(PATH, "jwt", remembered), a -> a.status() != 200);
    int fetches = ENDPOINT.requests() - withdrawn;
    withdrawals.add("%.1f s".formatted((System.nanoTime() - start) / 1e9));
    assertEquals(401, refused.status());
    assertEquals(KEY_UNKNOWN, refused.challenges());
    // the one that brought the news, and the one that the unknown name caused
    assertTrue(fetches <= 2, "refused after " + fetches + " fetches");
    return next;
  }
}
