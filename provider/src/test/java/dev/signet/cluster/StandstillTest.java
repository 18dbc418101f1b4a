package dev.signet.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final Duration ALMOST = Standstill.LONG.minusNanos(1);

  private final SettableClock clock = new SettableClock();
  private final Standstill standstill = new Standstill(clock);

  @Test
  void aServerThatRunsHasNotStoodStill() {
    for (int i = 0; i < 100; i++) {
      clock.advance(ALMOST);
      assertFalse(standstill.isRecent());
      assertFalse(standstill.beat());
      assertFalse(standstill.isRecent());
    }
  }

  /** A request may come before the thread that follows it. */
  @Test
  void aStandstillIsSeenBeforeTheNextBeat() {
    clock.advance(Standstill.LONG);
    assertTrue(standstill.isRecent());
  }

  @Test
  void afterAStandstillNothingCountsForFiveSeconds() {
    clock.advance(Standstill.LONG);
    assertTrue(standstill.beat());
    assertTrue(standstill.isRecent());
    clock.advance(ALMOST);
    assertFalse(standstill.beat());
    assertTrue(standstill.isRecent());
    clock.advance(Duration.ofNanos(1));
    assertFalse(standstill.isRecent());
  }

  /** As of a machine whose monotonic clock is held with it. */
  @Test
  void aTimeOfDayThatLeapsForwardIsOneToo() {
    clock.set(Standstill.LONG);
    assertTrue(standstill.isRecent());
    assertTrue(standstill.beat());
    assertTrue(standstill.isRecent());
    clock.advance(Standstill.LONG.minusSeconds(1));
    assertFalse(standstill.beat());
    clock.advance(Duration.ofSeconds(1));
    assertFalse(standstill.isRecent());
  }

  @Test
  void aTimeOfDayThatIsSetBackIsNone() {
    clock.set(Duration.ofDays(-1));
    assertFalse(standstill.isRecent());
    assertFalse(standstill.beat());
  }
}
