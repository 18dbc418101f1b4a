package dev.signet.cluster;

import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether this server has stood still, as in a paused virtual machine or a long garbage collection.
 * Meanwhile the others may have left it out and gone on. For a moment after that its engine takes
 * itself for a part of the whole, and would accept what they have accepted. Thread-safe.
 */
final class Standstill {
  /** How often the thread that follows it calls {@link #beat}. */
  static final Duration INTERVAL = Duration.ofMillis(250);

  /** So long is one, and so long after it nothing counts: an engine has noticed by then. */
  static final Duration LONG = Duration.ofSeconds(5);

  private final Clock clock;
  private final MonotonicTime time;
  private volatile Beat last;
  private volatile Duration doubtEnd = Duration.ZERO;

  /** Both clocks: some machines that are paused hold the one, some the other. */
  private record Beat(Duration elapsed, Instant instant) {}

  Standstill(Clock clock) {
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.last = now();
  }

  private Beat now() {
    return new Beat(time.elapsed(), clock.instant());
  }

  /**
   * Notes that this server runs.
   *
   * @return whether it has stood still until now
   */
  boolean beat() {
    Beat now = now();
    boolean isAfter = isLong(last, now);
    if (isAfter) {
      // before the beat: who sees the beat sees the doubt
      doubtEnd = now.elapsed().plus(LONG);
    }
    last = now;
    return isAfter;
  }

  private static boolean isLong(Beat from, Beat to) {
    return to.elapsed().minus(from.elapsed()).compareTo(LONG) >= 0
        || Duration.between(from.instant(), to.instant()).compareTo(LONG) >= 0;
  }

  /** Whether it stands still or has done so until a moment ago: no answer of the engine counts. */
  boolean isRecent() {
    Beat known = last;
    Beat now = now();
    return isLong(known, now) || now.elapsed().compareTo(doubtEnd) < 0;
  }
}
