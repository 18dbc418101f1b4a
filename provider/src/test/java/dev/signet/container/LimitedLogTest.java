package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.SettableClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitedLogTest {
  private final List<String> lines = new ArrayList<>();
  private final SettableClock clock = new SettableClock();
  private final LimitedLog log = new LimitedLog(new Lines(), "host /app", clock);

  /** Keeps what is logged at INFO and above. */
  private final class Lines implements Logger {
    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.getSeverity() >= Level.INFO.getSeverity();
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... parameters) {
      lines.add(level + " " + format);
    }
  }

  @Test
  void aKindIsLoggedOnceInAnIntervalAndTheRestIsCounted() {
    for (int i = 0; i < 1000; i++) {
      log.log(Level.WARNING, "expired", "the token has expired");
    }
    log.log(Level.WARNING, "other", "something else");
    clock.advance(Duration.ofSeconds(10));
    log.log(Level.WARNING, "expired", "the token has expired");
    assertEquals(
        List.of(
            "WARNING host /app answered the token has expired",
            "WARNING host /app answered something else",
            "WARNING host /app answered the token has expired (and 999 times before)"),
        lines);
  }

  @Test
  void whatNobodyWantsToSeeIsNotCounted() {
    log.log(Level.DEBUG, "no-token", "no token");
    assertEquals(List.of(), lines);
  }
}
