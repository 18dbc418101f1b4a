package dev.signet.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged below {@code dev.signet} as long as it is open. */
public final class LogOfSignet extends Handler implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger("dev.signet");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogOfSignet() {}

  public static LogOfSignet open() {
    LogOfSignet log = new LogOfSignet();
    LOGGER.addHandler(log);
    return log;
  }

  /** The lines that hold a text, each behind its level. */
  public List<String> linesWith(String text) {
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(record.getLevel() + " " + LogText.of(record));
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
