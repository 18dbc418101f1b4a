package dev.signet.refusals;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Lets one line for each kind of event through in ten seconds and counts the rest, so that an
 * attacker cannot fill the disk. A kind is made of reasons and definitions, and never of what a
 * request says. As there may be many definitions, all kinds together have 100 lines in ten seconds.
 * Of a thousand kinds the counts are kept, those of the least recent ones are forgotten.
 * Thread-safe.
 */
public final class LineLimits {
  private static final int MAX_KINDS = 1_000;
  private static final int MAX_LINES = 100;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final MonotonicTime time;
  private final Cache<String, LineLimit> limits =
      Caffeine.newBuilder().maximumSize(MAX_KINDS).executor(Runnable::run).build();

  // below: guarded by this
  private Duration intervalEnd = Duration.ZERO;
  private int lines;

  /**
   * With no line yet.
   *
   * @param clock tells the time of day
   */
  public LineLimits(Clock clock) {
    this.time = MonotonicTime.of(clock);
  }

  /**
   * Asks for a line.
   *
   * @param kind the kind of event
   * @param isUrgent whether it gets its line however many lines the other kinds have had
   * @return how many events of the kind since its line before had none; empty where this one has
   *     none either
   */
  public OptionalLong next(String kind, boolean isUrgent) {
    return next(limits.get(kind, k -> new LineLimit(time)), isUrgent);
  }

  private synchronized OptionalLong next(LineLimit limit, boolean isUrgent) {
    Duration now = time.elapsed();
    if (now.compareTo(intervalEnd) >= 0) {
      intervalEnd = now.plus(INTERVAL);
      lines = 0;
    }
    if (!isUrgent && lines >= MAX_LINES) {
      return limit.hold();
    }
    OptionalLong line = limit.next();
    lines += line.isPresent() ? 1 : 0;
    return line;
  }

  /**
   * How many events no line has mentioned yet.
   *
   * @return of the kinds that are kept
   */
  public long heldBack() {
    return limits.asMap().values().stream().mapToLong(LineLimit::heldBack).sum();
  }
}
