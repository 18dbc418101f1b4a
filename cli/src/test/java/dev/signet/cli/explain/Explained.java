package dev.signet.cli.explain;

import dev.signet.cli.Signet;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a run of {@code signet explain} printed. */
record Explained(int exitCode, String out, String err) {

  /** With a token on standard input. */
  static Explained of(String token, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.addAll(options);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(token.getBytes(StandardCharsets.UTF_8)));
    try {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exitCode =
          Signet.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
      return new Explained(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  boolean has(String part) {
    return out.contains(part);
  }

  /** The lines of steps, and then all others. */
  List<String> steps() {
    return out.lines().filter(Explained::isStep).toList();
  }

  List<String> conclusion() {
    return out.lines().dropWhile(Explained::isStep).toList();
  }

  private static boolean isStep(String line) {
    return line.matches("  (ok|server|REFUSED) .*");
  }
}
