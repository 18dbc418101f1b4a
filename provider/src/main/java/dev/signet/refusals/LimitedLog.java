package dev.signet.refusals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Logs events, as many as {@link LineLimits} lets through; errors have a line however many lines
 * the other kinds have had.
 */
public final class LimitedLog {
  private final Logger logger;
  private final String start;
  private final LineLimits limits;

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
    this.limits = new LineLimits(clock);
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
    OptionalLong line = limits.next(kind, level == Level.ERROR);
    if (line.isPresent()) {
      long suppressed = line.getAsLong();
      String more = suppressed == 0 ? "" : " (and " + suppressed + " times before)";
      logger.log(level, start + " " + message.get() + more);
    }
  }
}
