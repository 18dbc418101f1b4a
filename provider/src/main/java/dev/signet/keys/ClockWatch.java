package dev.signet.keys;

import dev.signet.http.KeyThreads;
import dev.signet.log.Messages;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs when the time of day has been set by more than the least configured {@code clockSkew}, once
 * for each step and for all applications. Tokens are compared with the time of day, so valid ones
 * may be refused and expired ones accepted. Nothing else depends on it.
 */
final class ClockWatch {
  private static final Logger LOG = Messages.logger(ClockWatch.class);
  private static final Map<Clock, ClockWatch> ALL = new ConcurrentHashMap<>();

  /**
   * The least step that counts: even without clock skew, two readings of the clock may differ a
   * little.
   */
  private static final Duration LEAST_STEP = Duration.ofSeconds(1);

  /** The longest time for reading both clocks: a pause in between would look like a step. */
  private static final Duration ONE_MOMENT = Duration.ofMillis(100);

  private final Clock clock;
  private final MonotonicTime time;
  private final KeyRefresher task;

  // below: guarded by this
  private final List<Duration> skews = new ArrayList<>();
  private Instant origin;

  private ClockWatch(Clock clock) {
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.origin = clock.instant().minus(time.elapsed());
    this.task = KeyRefresher.start(KeyThreads.SCHEDULE, List.of(() -> look(clock)));
  }

  /**
   * Begins to watch a clock.
   *
   * @param skew the least clock skew of the definitions
   * @return ends the watch; to be run once
   */
  static Runnable start(Clock clock, Duration skew) {
    var unused =
        ALL.compute(
            clock, (key, known) -> (known == null ? new ClockWatch(clock) : known).with(skew));
    return () -> ALL.computeIfPresent(clock, (key, known) -> known.without(skew));
  }

  private synchronized ClockWatch with(Duration skew) {
    skews.add(skew);
    return this;
  }

  private synchronized @Nullable ClockWatch without(Duration skew) {
    skews.remove(skew);
    if (skews.isEmpty()) {
      task.close();
      return null;
    }
    return this;
  }

  /** Checks whether a watched clock has been set since the last check. */
  static void look(Clock clock) {
    Optional.ofNullable(ALL.get(clock)).ifPresent(ClockWatch::look);
  }

  private synchronized void look() {
    Duration before = time.elapsed();
    Instant now = clock.instant();
    if (time.elapsed().minus(before).compareTo(ONE_MOMENT) > 0) {
      return;
    }
    Duration step = Duration.between(origin, now.minus(before));
    origin = origin.plus(step);
    if (step.abs().compareTo(allowed()) > 0) {
      LOG.log(
          Level.WARNING,
          "SIGNET0118W: the time of day of this server was set {0} by {1} seconds, more than clockSkew allows."
              + " Tokens and certificates are compared with it: if it is wrong now, or was before,"
              + " check the time service (NTP). Refreshing keys and files does not depend on it",
          step.isNegative() ? "back" : "forward",
          String.valueOf(step.abs().toSeconds()));
    }
  }

  private Duration allowed() {
    Duration least = skews.stream().min(Duration::compareTo).orElse(LEAST_STEP);
    return least.compareTo(LEAST_STEP) > 0 ? least : LEAST_STEP;
  }
}
