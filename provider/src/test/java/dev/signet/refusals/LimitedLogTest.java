package dev.signet.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.LogLines;
import dev.signet.testing.SettableClock;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedLogTest {
  private final LogLines lines = new LogLines(Level.INFO);
  private final SettableClock clock = new SettableClock();
  private final LimitedLog log = new LimitedLog(lines, "host /app answered", clock);

  @Test
  void aKindIsLoggedOnceInAnIntervalAndTheRestIsCounted() {
    for (int i = 0; i < 1000; i++) {
      log.log(Level.WARNING, "expired", () -> "the token has expired");
    }
    log.log(Level.WARNING, "other", () -> "something else");
    clock.advance(Duration.ofSeconds(10));
    log.log(Level.WARNING, "expired", () -> "the token has expired");
    assertEquals(
        List.of(
            "WARNING host /app answered the token has expired",
            "WARNING host /app answered something else",
            "WARNING host /app answered the token has expired (and 999 times before)"),
        lines.all());
  }

  @Test
  void whatNobodyWantsToSeeIsNotCounted() {
    log.log(Level.DEBUG, "no-token", () -> "no token");
    assertEquals(List.of(), lines.all());
  }
}
