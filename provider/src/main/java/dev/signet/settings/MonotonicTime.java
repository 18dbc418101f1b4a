package dev.signet.settings;

import java.time.Clock;
import java.time.Duration;

/**
 * Time that only passes: it is never set. Intervals are measured with it, so that setting the
 * server's clock neither delays a refresh nor lengthens the life of a withdrawn key. What tokens
 * and certificates say is compared with the time of day instead.
 */
@FunctionalInterface
public interface MonotonicTime {

  /**
   * How much time has passed.
   *
   * @return since a moment that stays the same for this object; never less than before
   */
  Duration elapsed();

  /**
   * The time that passes beside a clock.
   *
   * @param clock what tells the time of day
   * @return the clock itself, where it is both, as a clock for tests is; else {@link
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
