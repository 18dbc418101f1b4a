package dev.signet.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What one class logs, as a reader of the log sees it: level and text. */
public final class LoggedLines implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Listener listener = new Listener();

  /** The logger itself: Java forgets one that nobody holds, and its handlers with it. */
  private final Logger logger;

  private LoggedLines(String name) {
    this.logger = Logger.getLogger(name);
    logger.addHandler(listener);
  }

  /** Listens to the logger of a class, by the name of the class, until it is closed. */
  public static LoggedLines of(String className) {
    return new LoggedLines(className);
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  /** Those of a level. */
  public List<String> atLevel(String level) {
    return lines.stream().filter(line -> line.startsWith(level + " ")).toList();
  }

  @Override
  public void close() {
    logger.removeHandler(listener);
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      lines.add(line.getLevel() + " " + LogText.of(line));
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is held open
    }
  }
}
