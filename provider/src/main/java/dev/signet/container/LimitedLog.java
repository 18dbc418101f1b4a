package dev.signet.container;

import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Logs one message for each kind of event in ten seconds and counts the rest, so that an attacker
 * cannot fill the disk. The kinds are few and fixed, and never part of a request.
 */
final class LimitedLog {
  private final Logger logger;
  private final String application;
  private final MonotonicTime time;
  private final ConcurrentMap<String, LineLimit> limits = new ConcurrentHashMap<>();

  LimitedLog(Logger logger, String application, Clock clock) {
    this.logger = logger;
    this.application = application;
    this.time = MonotonicTime.of(clock);
  }

  void log(Level level, String kind, String message) {
    if (!logger.isLoggable(level)) {
      return;
    }
    OptionalLong line = limits.computeIfAbsent(kind, k -> new LineLimit(time)).next();
    if (line.isPresent()) {
      long suppressed = line.getAsLong();
      String more = suppressed == 0 ? "" : " (and " + suppressed + " times before)";
      logger.log(level, application + " answered " + message + more);
    }
  }
}
