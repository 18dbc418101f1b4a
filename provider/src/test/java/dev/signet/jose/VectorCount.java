package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of a suite's vectors: every one is in one of the classes. */
final class VectorCount {
  private static final String HEAD =
      "| suite | vectors | valid accepted | valid refused by design | invalid refused |"
          + " invalid accepted | label wrong |\n|---|---|---|---|---|---|---|\n";

  private final String suite;
  private final Map<String, Integer> byDesign = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int validAccepted;
  private int invalidRefused;
  private int invalidAccepted;
  private int labelWrong;

  VectorCount(String suite) {
    this.suite = suite;
  }

  /**
   * Takes one vector in.
   *
   * @param design why a valid one is refused on purpose; empty where it has to be accepted
   */
  void add(String vector, boolean valid, boolean accepted, String design) {
    if (!valid) {
      invalidRefused += accepted ? 0 : 1;
      invalidAccepted += accepted ? 1 : 0;
      wrongIf(accepted, vector + " is invalid and was accepted");
    } else if (design.isEmpty()) {
      validAccepted += accepted ? 1 : 0;
      wrongIf(!accepted, vector + " is valid and was refused");
    } else {
      byDesign.merge(design, 1, Integer::sum);
      wrongIf(accepted, vector + " was accepted in spite of " + design);
    }
  }

  /** Takes in a vector whose label says the opposite of what is in it. */
  void addWronglyLabelled() {
    labelWrong++;
  }

  private void wrongIf(boolean isWrong, String what) {
    if (isWrong) {
      wrong.add(what);
    }
  }

  /** Prints the counts, writes them to {@code target/vectors.md}, and fails for what was wrong. */
  void report(int expectedVectors) {
    int refused = byDesign.values().stream().mapToInt(Integer::intValue).sum();
    int all = validAccepted + refused + invalidRefused + invalidAccepted + labelWrong;
    System.out.println(
        ("vectors: %s: %d valid accepted, %d valid refused by design %s, %d invalid refused,"
                + " %d invalid accepted, %d labels wrong")
            .formatted(
                suite,
                validAccepted,
                refused,
                byDesign,
                invalidRefused,
                invalidAccepted,
                labelWrong));
    write(
        "| %s | %d | %d | %d %s | %d | %d | %d |"
            .formatted(
                suite,
                all,
                validAccepted,
                refused,
                byDesign,
                invalidRefused,
                invalidAccepted,
                labelWrong));
    assertEquals(List.of(), wrong);
    assertEquals(expectedVectors, all, "every vector is counted once");
  }

  private void write(String row) {
    try {
      Path file = Path.of(System.getProperty("basedir", "."), "target", "vectors.md");
      Files.createDirectories(file.toAbsolutePath().getParent());
      String others =
          !Files.exists(file)
              ? ""
              : Files.readAllLines(file).stream()
                  .skip(2)
                  .filter(line -> !line.startsWith("| " + suite + " |"))
                  .map(line -> line + "\n")
                  .collect(Collectors.joining());
      Files.writeString(file, HEAD + others + row + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
