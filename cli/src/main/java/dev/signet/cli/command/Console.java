package dev.signet.cli.command;

import java.io.PrintWriter;

/**
 * Standard output of a command, flushed line by line so that a reader at a pipe sees it at once.
 */
public record Console(PrintWriter out) {
  public void line(String text) {
    out.println(text);
    out.flush();
  }
}
