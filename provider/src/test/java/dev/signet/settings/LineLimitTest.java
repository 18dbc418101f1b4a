package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.SettableClock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** One line in ten seconds, and how many there would have been. */
class LineLimitTest {
  private final SettableClock clock = new SettableClock();
  private final LineLimit limit = new LineLimit(clock);

  @Test
  void theFirstLineIsLetInAtOnceAndTheNextAfterTenSeconds() {
    assertEquals(OptionalLong.of(0), limit.next());
    clock.advance(Duration.ofMillis(9_999));
    assertEquals(OptionalLong.empty(), limit.next());
    clock.advance(Duration.ofMillis(1));
    assertEquals(OptionalLong.of(1), limit.next());
  }

  @Test
  void whatWasHeldBackIsCountedOnce() {
    var unused = limit.next();
    for (int i = 0; i < 5; i++) {
      assertEquals(OptionalLong.empty(), limit.next());
    }
    clock.advance(Duration.ofSeconds(10));
    assertEquals(OptionalLong.of(5), limit.next());
    clock.advance(Duration.ofSeconds(10));
    assertEquals(OptionalLong.of(0), limit.next());
  }

  @Test
  void theTenSecondsBeginWithTheLine() {
    var unused = limit.next();
    clock.advance(Duration.ofMinutes(1));
    assertEquals(OptionalLong.of(0), limit.next());
    clock.advance(Duration.ofSeconds(9));
    assertEquals(OptionalLong.empty(), limit.next());
  }

  @Test
  void settingTheClockNeitherOpensNorClosesTheLog() {
    var unused = limit.next();
    clock.set(Duration.ofHours(1));
    assertEquals(OptionalLong.empty(), limit.next());
    clock.set(Duration.ofHours(-2));
    clock.advance(Duration.ofSeconds(10));
    assertEquals(OptionalLong.of(1), limit.next());
  }
}
