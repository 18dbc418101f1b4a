package dev.signet.migrate;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an administrator has to know about the file that is written, in the order of the files. */
final class Report {
  private static final String FOR_ALL =
      "every definition: stricter: a token must have exp, its typ must be JWT where it has one, and"
          + " an RSA key needs 2048 bits";

  private final Set<Finding> findings = new LinkedHashSet<>();

  /** A finding that is there already is not repeated: several definitions may share an element. */
  void add(Finding finding) {
    findings.add(finding);
  }

  void addAll(Report other) {
    findings.addAll(other.findings);
  }

  List<String> lines() {
    Stream<String> inOrder =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding f) -> f.place().file())
                    .thenComparing(f -> f.place().line()))
            .map(Finding::toString);
    return Stream.concat(inOrder, Stream.of(FOR_ALL)).toList();
  }
}
