package dev.signet.it.servers.app;

import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Answers with lines of plain text. */
final class Text {
  private Text() {}

  static void write(ServletResponse response, String... lines) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    for (String line : lines) {
      response.getWriter().println(line);
    }
  }
}
