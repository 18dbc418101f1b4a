package dev.signet.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what Signet logs while this is open, in place of the console. */
public final class SignetLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.signet");
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final boolean usedParents = logger.getUseParentHandlers();
  private final List<Line> lines = new ArrayList<>();

  /** A line of the log. */
  record Line(Level level, String text) {}

  private SignetLog() {}

  /**
   * Begins to keep the lines.
   *
   * @return close it
   */
  public static SignetLog open() {
    SignetLog log = new SignetLog();
    log.logger.setUseParentHandlers(false);
    log.logger.addHandler(log);
    return log;
  }

  @Override
  public synchronized void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
      lines.add(new Line(line.getLevel(), formatter.formatMessage(line)));
    }
  }

  /**
   * What was logged since this was asked last.
   *
   * @return a finding for each line
   */
  public synchronized List<Finding> take() {
    List<Finding> findings = lines.stream().distinct().map(SignetLog::finding).toList();
    lines.clear();
    return findings;
  }

  private static Finding finding(Line line) {
    Finding.Kind kind =
        line.level().intValue() >= Level.SEVERE.intValue()
            ? Finding.Kind.MISTAKE
            : line.level().intValue() >= Level.WARNING.intValue()
                ? Finding.Kind.WARNING
                : Finding.Kind.NOTE;
    return new Finding(kind, "", line.text());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(usedParents);
  }
}
