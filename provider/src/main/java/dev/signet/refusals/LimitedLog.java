package dev.signet.refusals;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Logs one message for each kind of event in ten seconds and counts the rest, so that an attacker
 * cannot fill the disk. A kind is made of reasons and definitions, and never of what a request
 * says. As there may be many definitions, all kinds together have 100 lines in ten seconds, errors
 * aside. Of a thousand kinds the counts are kept, those of the least recent ones are forgotten.
 */
public final class LimitedLog {
  private static final int MAX_KINDS = 1_000;
  private static final int MAX_LINES = 100;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Logger logger;
  private final String start;
  private final MonotonicTime time;
  private final Cache<String, LineLimit> limits =
      Caffeine.newBuilder().maximumSize(MAX_KINDS).executor(Runnable::run).build();

  // below: guarded by this
  private Duration intervalEnd = Duration.ZERO;
  private int lines;

  /**
   * Writes lines.
   *
   * @param logger where the lines are written
   * @param start with which each line begins: an application's name, and what it has done
   * @param clock tells the time of day
   */
  public LimitedLog(Logger logger, String start, Clock clock) {
    this.logger = logger;
    this.start = start;
    this.time = MonotonicTime.of(clock);
  }

  /**
   * Logs an event, or counts it.
   *
   * @param level the level; the event is not counted where it is switched off
   * @param kind the kind of event
   * @param message the rest of the line; made only where it is written
   */
  public void log(Level level, String kind, Supplier<String> message) {
    if (!logger.isLoggable(level)) {
      return;
    }
    OptionalLong line = next(limits.get(kind, k -> new LineLimit(time)), level);
    if (line.isPresent()) {
      long suppressed = line.getAsLong();
      String more = suppressed == 0 ? "" : " (and " + suppressed + " times before)";
      logger.log(level, start + " " + message.get() + more);
    }
  }

  private synchronized OptionalLong next(LineLimit limit, Level level) {
    Duration now = time.elapsed();
    if (now.compareTo(intervalEnd) >= 0) {
      intervalEnd = now.plus(INTERVAL);
      lines = 0;
    }
    if (level != Level.ERROR && lines >= MAX_LINES) {
      return limit.hold();
    }
    OptionalLong line = limit.next();
    lines += line.isPresent() ? 1 : 0;
    return line;
  }
}
