package dev.signet.settings;

import java.time.Clock;
import java.time.Duration;

/**
 * Time that only advances and is never set. Intervals are measured with it, so that setting the
 * server's clock neither delays a refresh nor prolongs the use of a withdrawn key. The times in
 * tokens and certificates are compared with the time of day instead.
 */
@FunctionalInterface
public interface MonotonicTime {

  /**
   * How much time has passed.
   *
   * @return the time since a fixed moment of this object; never less than before
   */
  Duration elapsed();

  /**
   * The monotonic time that belongs to a clock.
   *
   * @param clock the clock for the time of day
   * @return the clock itself where it is both, as a clock for tests is; otherwise {@link
   *     System#nanoTime}
   */
  static MonotonicTime of(Clock clock) {
    return clock instanceof MonotonicTime both ? both : ofSystem();
  }

  /**
   * The time of this process, whatever tells the time of day.
   *
   * @return {@link System#nanoTime}, counted from now
   */
  static MonotonicTime ofSystem() {
    long start = System.nanoTime();
    return () -> Duration.ofNanos(System.nanoTime() - start);
  }
}
