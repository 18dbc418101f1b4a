package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of the time of day, and time that only passes. */
class ClockWatchTest {
  private static final String LINE =
      "WARNING the time of day of this server was set %s by %d seconds, more than clockSkew"
          + " allows. Tokens and certificates are compared with it: if it is wrong now, or was"
          + " before, check the time service (NTP). Refreshing keys and files does not depend on"
          + " it";

  private final SettableClock clock = new SettableClock();

  @Test
  void aStepOfMoreThanTheLeastSkewIsSaidOnceForAllApplications() {
    try (LoggedLines log = LoggedLines.of(ClockWatch.class.getName())) {
      Runnable first = ClockWatch.start(clock, Duration.ofSeconds(60));
      Runnable second = ClockWatch.start(clock, Duration.ofSeconds(90));
      look();
      clock.advance(Duration.ofHours(5));
      clock.set(Duration.ofSeconds(60));
      look();
      assertEquals(List.of(), log.all());
      clock.set(Duration.ofSeconds(-61));
      look();
      clock.advance(Duration.ofHours(5));
      look();
      clock.set(Duration.ofHours(3));
      look();
      assertEquals(
          List.of(LINE.formatted("back", 61), LINE.formatted("forward", 10_800)), log.all());
      first.run();
      clock.set(Duration.ofSeconds(80));
      look();
      assertEquals(2, log.all().size(), "90 seconds are the least now");
      second.run();
      clock.set(Duration.ofHours(3));
      look();
      assertEquals(2, log.all().size(), "nobody watches any more");
    }
  }

  private void look() {
    ClockWatch.look(clock);
  }

  @Test
  void withoutASkewASecondIsNoStep() {
    try (LoggedLines log = LoggedLines.of(ClockWatch.class.getName())) {
      Runnable end = ClockWatch.start(clock, Duration.ZERO);
      look();
      clock.set(Duration.ofSeconds(1));
      look();
      assertTrue(log.all().isEmpty());
      end.run();
    }
  }
}
