package dev.signet.settings;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Lets one line into the log in ten seconds, so that what callers bring about cannot fill the disk.
 * The first line is let in at once. Thread-safe.
 */
public final class LineLimit {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final MonotonicTime time;

  // below: guarded by this
  private Duration closedUntil;
  private long heldBack;

  /**
   * Begins with no line.
   *
   * @param time what the interval is measured with
   */
  public LineLimit(MonotonicTime time) {
    this.time = time;
    this.closedUntil = time.elapsed();
  }

  /**
   * Asks for a line about one event.
   *
   * @return how many events since the line before had none; empty where this one has none either
   */
  public synchronized OptionalLong next() {
    Duration now = time.elapsed();
    if (now.compareTo(closedUntil) < 0) {
      return hold();
    }
    OptionalLong before = OptionalLong.of(heldBack);
    closedUntil = now.plus(INTERVAL);
    heldBack = 0;
    return before;
  }

  /**
   * How many events since the last line had none.
   *
   * @return none where each had its line
   */
  public synchronized long heldBack() {
    return heldBack;
  }

  /**
   * Counts an event that has no line, for another reason than this limit.
   *
   * @return empty
   */
  public synchronized OptionalLong hold() {
    heldBack++;
    return OptionalLong.empty();
  }
}
