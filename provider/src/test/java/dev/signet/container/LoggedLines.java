package dev.signet.container;

import dev.signet.testing.LogText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs at WARNING and above, until it is closed. */
public final class LoggedLines extends Handler implements AutoCloseable {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger;

  private LoggedLines(Logger logger) {
    this.logger = logger;
  }

  public static LoggedLines of(Class<?> logging) {
    LoggedLines lines = new LoggedLines(Logger.getLogger(logging.getName()));
    lines.logger.addHandler(lines);
    return lines;
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(LogText.of(entry));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
