package dev.signet.jose;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class of this package logs, with its level, until it is closed. */
public final class KeyLogLines extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  public KeyLogLines(Class<?> origin) {
    logger = Logger.getLogger(origin.getName());
    logger.addHandler(this);
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  /** Those of a level. */
  public List<String> of(String level) {
    return lines.stream().filter(line -> line.startsWith(level)).toList();
  }

  @Override
  public void publish(LogRecord logged) {
    lines.add(logged.getLevel() + " " + new SimpleFormatter().formatMessage(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
