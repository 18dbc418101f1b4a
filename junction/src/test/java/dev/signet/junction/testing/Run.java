package dev.signet.junction.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.junction.Junction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of the command line inside this JVM, and what came of it. */
public record Run(int exitCode, String out, String err) {

  public static Run of(List<String> before, String... after) {
    List<String> all = new ArrayList<>(before);
    all.addAll(Arrays.asList(after));
    return of(all.toArray(new String[0]));
  }

  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Junction.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The run ended well and printed this one line, which is returned. */
  public String onlyLine() {
    assertEquals("", err);
    assertEquals(0, exitCode);
    List<String> lines = out.lines().toList();
    assertEquals(1, lines.size(), out);
    return lines.get(0);
  }

  /** The run printed nothing but this one line about a mistake in its options. */
  public void isUsageError(String command, String message) {
    String name = "signet-junction " + command;
    assertEquals(name + ": " + message + " (see " + name + " --help)\n", normal(err));
    assertEquals("", out);
    assertEquals(2, exitCode);
  }

  /** The run printed nothing but this one line about why it failed. */
  public void isFailure(String command, String message) {
    assertEquals("signet-junction " + command + ": " + message + "\n", normal(err));
    assertEquals("", out);
    assertEquals(1, exitCode);
  }

  private static String normal(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }
}
