package dev.signet.container;

import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Logs one message for each kind of event in ten seconds and counts the rest, so that an attacker
 * cannot fill the disk. The kinds are few and fixed, and never part of a request.
 */
final class LimitedLog {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Logger logger;
  private final String application;
  private final MonotonicTime time;
  private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();

  /** Until when nothing is logged, and how many messages were left out. */
  private record Window(Duration end, long suppressed, boolean isNew) {}

  LimitedLog(Logger logger, String application, Clock clock) {
    this.logger = logger;
    this.application = application;
    this.time = MonotonicTime.of(clock);
  }

  void log(Level level, String kind, String message) {
    if (!logger.isLoggable(level)) {
      return;
    }
    Duration now = time.elapsed();
    Window before = windows.get(kind);
    Window after =
        windows.merge(
            kind,
            new Window(now.plus(INTERVAL), 0, true),
            (old, fresh) ->
                now.compareTo(old.end()) < 0
                    ? new Window(old.end(), old.suppressed() + 1, false)
                    : fresh);
    if (after.isNew()) {
      long suppressed = before == null ? 0 : before.suppressed();
      String more = suppressed == 0 ? "" : " (and " + suppressed + " times before)";
      logger.log(level, application + " answered " + message + more);
    }
  }
}
