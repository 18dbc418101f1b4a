package dev.signet.keys;

import static dev.signet.testing.KeyServer.jwk;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.config.SignetConfig;
import dev.signet.metrics.CountedSeries;
import dev.signet.metrics.KeyFetches;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fetch is counted once, under one definition and the kind of its failure. */
@Timeout(20)
class MeasuredFetchesTest {
  @TempDir Path directory;

  private static List<String> counted(String definition) {
    return KeyFetches.ALL.counted().stream()
        .filter(series -> series.getDefinition().equals(definition))
        .map(MeasuredFetchesTest::shown)
        .sorted()
        .toList();
  }

  private static String shown(CountedSeries series) {
    return series.getResult() + " " + series.getErrorType() + " " + series.getCount();
  }

  private List<String> countedOf(String definition, String url) throws Exception {
    SignetConfig config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("id", definition)
            .issuer("httpsRequired", false)
            .issuer("jwkEndpointUrl", url)
            .load();
    SettableClock clock = new SettableClock();
    // a second application with the same settings shares the fetch
    try (IssuersKeys keys = IssuersKeys.of(config, clock);
        IssuersKeys shared = IssuersKeys.of(config, clock)) {
      while (counted(definition).isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertEquals(keys.statuses(), shared.statuses());
      return counted(definition);
    }
  }

  @Test
  void aFetchThatSucceedsIsCountedOnceForAllThatShareIt() throws Exception {
    try (KeyServer server = KeyServer.start().publishes(jwk("k1", TestKeys.RSA.getPublic()))) {
      assertEquals(List.of("success  1"), countedOf("measured success", server.url()));
    }
  }

  @Test
  void aStatusThatIsNot200IsTheKindOfFailure() throws Exception {
    try (KeyServer server = KeyServer.start().serves("/jwks", "").answers(502)) {
      assertEquals(List.of("failure 502 1"), countedOf("measured status", server.url("/jwks")));
    }
  }

  @Test
  void anAnswerThatIsNoKeySetIsUnusable() throws Exception {
    try (KeyServer server = KeyServer.start().serves("/jwks", "no key set")) {
      assertEquals(
          List.of("failure unusable_answer 1"), countedOf("measured text", server.url("/jwks")));
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws Exception {
    String url;
    try (KeyServer server = KeyServer.start()) {
      url = server.url();
    }
    assertEquals(List.of("failure unreachable 1"), countedOf("measured nothing", url));
  }
}
