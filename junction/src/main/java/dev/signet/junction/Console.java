package dev.signet.junction;

import java.io.PrintWriter;

/**
 * Standard output of a command, flushed line by line so that a reader at a pipe sees it at once.
 */
record Console(PrintWriter out) {
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
