package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets the next turn. */
class NewKidsTest {
  private final SettableClock clock = new SettableClock();
  private final NewKids kids = new NewKids(Duration.ofSeconds(10), clock);

  private void useUpTurns() {
    for (int i = 0; i < 8; i++) {
      kids.ask("first" + i, "192.0.2.66");
      assertTrue(kids.next().isPresent());
    }
    assertEquals(Optional.empty(), kids.next());
  }

  private Optional<String> turn() {
    clock.advance(Duration.ofMillis(1_250));
    return kids.next();
  }

  @Test
  void turnsThatNobodyUsedAreKeptButNoMoreThanEight() {
    useUpTurns();
    clock.advance(Duration.ofHours(1));
    useUpTurns();
  }

  @Test
  void oneWhoIsAskedForMostOftenAndOneOfAnotherAddressComeBeforeTheFlood() {
    useUpTurns();
    for (int i = 0; i < 1_000; i++) {
      kids.ask("invented" + i, "192.0.2.66");
      kids.ask("invented" + i, "192.0.2.66");
    }
    kids.ask("of-another", "192.0.2.1");
    for (int i = 0; i < 3; i++) {
      kids.ask("often", "192.0.2.66");
    }
    assertEquals(Optional.of("often"), turn());
    assertEquals(Optional.of("of-another"), turn());
  }

  @Test
  void amongEqualsTheFirstComesFirst() {
    useUpTurns();
    for (int i = 0; i < 4; i++) {
      kids.ask("k" + i, "192.0.2.1");
    }
    for (int i = 0; i < 4; i++) {
      assertEquals(Optional.of("k" + i), turn());
    }
    assertEquals(Optional.empty(), turn());
  }

  @Test
  void whatWasAskedForAMinuteAgoHasNoTurnAnyMore() {
    useUpTurns();
    kids.ask("old", "192.0.2.1");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(Optional.empty(), kids.next());
  }

  @Test
  void whoHasNoTurnIsToldWhenTheNextOneIs() {
    useUpTurns();
    assertEquals(2, kids.retryAfter(), "a second and a quarter");
    NewKids slow = new NewKids(Duration.ofSeconds(80), clock);
    for (int i = 0; i < 8; i++) {
      slow.ask("k" + i, "");
      assertTrue(slow.next().isPresent());
    }
    assertEquals(10, slow.retryAfter());
  }
}
