package dev.signet.testing;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** A line of the log behind the id of its message, which MessagesTest is about. */
public final class LogText {
  private LogText() {}

  public static String of(LogRecord line) {
    return new SimpleFormatter().formatMessage(line).replaceFirst("^SIGNET\\d{4}[IWE]: ", "");
  }
}
