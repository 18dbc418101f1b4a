package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.cli.Signet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** One run of the command line inside this JVM, and what came of it. */
record Run(int exitCode, String out, String err) {

  static Run of(Object... arguments) {
    return of(System.getenv(), arguments);
  }

  static Run of(Map<String, String> environment, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts =
        Stream.concat(Stream.of("migrate"), Stream.of(arguments).map(String::valueOf))
            .toArray(String[]::new);
    int exitCode = Signet.run(environment, new PrintWriter(out), new PrintWriter(err), texts);
    return new Run(exitCode, normal(out.toString()), normal(err.toString()));
  }

  /** The run printed nothing but this one line about why it failed. */
  void isFailure(String message) {
    assertEquals("signet migrate: " + message + "\n", err);
    assertEquals("", out);
    assertEquals(1, exitCode);
  }

  /** The same for a failure that a whole file is to blame for. */
  void isFailureOf(Path file, String message) {
    isFailure(file + ": " + message);
  }

  private static String normal(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }
}
