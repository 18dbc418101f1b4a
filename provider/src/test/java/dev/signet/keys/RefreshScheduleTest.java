package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.FetchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When keys are fetched next. */
class RefreshScheduleTest {
  private static final Duration NOW = Duration.ofHours(1);

  private static RefreshSchedule schedule(long minimum, long maximum) {
    return new RefreshSchedule(
        new FetchSettings(
            Optional.empty(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(minimum),
            Duration.ofSeconds(maximum),
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            Optional.empty()));
  }

  private static List<Long> pauses(RefreshSchedule schedule, int count) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      schedule.begun(NOW);
      pauses.add(schedule.next().minus(NOW).toSeconds());
    }
    return pauses;
  }

  @Test
  void atFirstKeysAreDueAtOnce() {
    assertTrue(schedule(30, 300).isDue(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"200, 150", "40, 30", "39, 30", "0, 30", "400, 300", "401, 300", "100000, 300"})
  void keysAreFetchedAfterThreeQuartersOfTheirAgeWithinTheLimits(long maxAge, long seconds) {
    RefreshSchedule schedule = schedule(30, 300);
    schedule.succeeded(NOW, Optional.of(Duration.ofSeconds(maxAge)));
    assertEquals(NOW.plusSeconds(seconds), schedule.next());
  }

  @Test
  void withoutAnAgeItIsThreeQuartersOfTheLongest() {
    RefreshSchedule schedule = schedule(30, 300);
    schedule.succeeded(NOW, Optional.empty());
    assertFalse(schedule.isDue(NOW.plusSeconds(225).minusMillis(1)));
    assertTrue(schedule.isDue(NOW.plusSeconds(225)));
  }

  @Test
  void thePausesBetweenTriesThatFailGrowToAMinute() {
    assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses(schedule(30, 300), 7));
  }

  @Test
  void noPauseIsLongerThanKeysMayBeOldNorShorterThanTwoSeconds() {
    assertEquals(List.of(2L, 4L, 8L, 10L, 10L), pauses(schedule(1, 10), 5));
    assertEquals(List.of(2L, 2L, 2L), pauses(schedule(0, 1), 3));
  }

  @Test
  void afterASuccessThePausesBeginAnew() {
    RefreshSchedule schedule = schedule(30, 300);
    assertEquals(List.of(2L, 4L, 8L), pauses(schedule, 3));
    schedule.succeeded(NOW, Optional.empty());
    assertEquals(List.of(2L, 4L), pauses(schedule, 2));
  }
}
