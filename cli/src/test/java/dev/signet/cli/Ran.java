package dev.signet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** What a run of the command printed. */
record Ran(int exitCode, List<String> out, List<String> err) {

  static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Signet.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Ran(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }

  /** Whether one line has all of these parts. */
  boolean outHas(String... parts) {
    return out.stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
  }
}
