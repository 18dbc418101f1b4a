package dev.signet.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where the lines of an audit go. */
interface AuditSink {
  /** Writes a line, or passes it on to be written; never waits for a disk. */
  void write(String line);

  /** Waits a few seconds at most for the lines that were passed on. */
  default void flush() {}

  /** The server's log: each line is one message, which the server writes as it does all others. */
  static AuditSink ofLog() {
    Logger logger = System.getLogger("dev.signet.audit");
    return line -> logger.log(Level.INFO, line);
  }
}
