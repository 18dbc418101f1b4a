package dev.signet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.CacheSettings;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestEngine;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the answers of an engine are worth after this server has stood still. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpenEngineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock();

  @AfterEach
  void reset() {
    TestEngine.reset();
  }

  private OpenEngine open() {
    TestEngine.declare("used");
    CacheSettings settings =
        new CacheSettings(Optional.of(TestEngine.NAME), Optional.of(URI.create("test:it")), "used");
    OpenEngine engine = new OpenEngine(CacheEngine.find(settings), clock);
    assertTrue(engine.awaitStart());
    return engine;
  }

  @Test
  void afterAStandstillNoAnswerCountsForAWhileAndTheLogSaysSo() throws Exception {
    try (LoggedLines log = LoggedLines.of(OpenEngine.class.getName())) {
      OpenEngine engine = open();
      SharedCache used = engine.shared("used", "nothing is decided");
      assertTrue(used.putIfAbsent("before", 1L, MINUTE));
      clock.advance(Standstill.LONG);
      assertUndecided(used);
      while (log.all().isEmpty()) {
        Thread.sleep(10);
      }
      assertUndecided(used);
      assertEquals(
          "WARNING this server stood still for five seconds or more; a request that needs "
              + engine
              + " gets a 503 for five seconds, since the other servers may have gone on without it",
          log.all().get(0));
      awaitAnswer(used);
      assertFalse(used.putIfAbsent("before", 2L, MINUTE));
      engine.close();
    }
  }

  private static void assertUndecided(SharedCache cache) {
    assertThrows(CacheUnavailableException.class, () -> cache.putIfAbsent("during", 1L, MINUTE));
  }

  /** Time passes in steps that are no standstills. */
  private void awaitAnswer(SharedCache cache) throws InterruptedException {
    while (true) {
      try {
        assertTrue(cache.putIfAbsent("after", 1L, MINUTE));
        return;
      } catch (CacheUnavailableException e) {
        clock.advance(Duration.ofSeconds(1));
        Thread.sleep(Standstill.INTERVAL.toMillis());
      }
    }
  }
}
