package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table of {@code docs/servers/BESIDE.md}: for each row the answer, and the servers that answer
 * otherwise. Each server compares what it has answered, or writes it with {@code
 * -Dbeside.write=true}.
 */
final class BesideTable {
  private static final String SEPARATOR = " \\| ";
  private static final String BREAK = "<br>";

  private BesideTable() {}

  /** The answer of most servers, and those of the others by their id. */
  private record Answers(String common, Map<String, String> others) {
    static Answers read(String common, String others) {
      Map<String, String> byServer = new TreeMap<>();
      for (String other : others.isBlank() ? new String[0] : others.strip().split(BREAK)) {
        int colon = other.indexOf(": ");
        byServer.put(other.substring(0, colon), other.substring(colon + 2));
      }
      return new Answers(common, byServer);
    }

    String of(String server) {
      return others.getOrDefault(server, common);
    }

    Answers with(String server, String answer) {
      Map<String, String> byServer = new TreeMap<>(others);
      byServer.remove(server);
      if (!answer.equals(common)) {
        byServer.put(server, answer);
      }
      return new Answers(common, byServer);
    }

    String cells() {
      return common
          + " | "
          + others.entrySet().stream()
              .map(other -> other.getKey() + ": " + other.getValue())
              .collect(Collectors.joining(BREAK));
    }
  }

  /**
   * Prints the answers of the server under test, and compares them.
   *
   * @param name of the table
   * @param rows each {@code title | answer}
   */
  static void assertAnswers(String name, List<String> rows) {
    System.out.println(name + " beside Signet, " + ServerUnderTest.title());
    rows.forEach(row -> System.out.println("| " + row + " |"));
    Path page = Matrix.documentation().resolve("BESIDE.md");
    try {
      String text = Files.readString(page);
      String mark = "<!-- " + name + ": written by the tests -->\n";
      int begin = text.indexOf(mark) + mark.length();
      int end = text.indexOf("<!-- end of " + name + " -->\n", begin);
      Map<String, Answers> table = read(text.substring(begin, end));
      if (Boolean.getBoolean("beside.write")) {
        Files.writeString(
            page, text.substring(0, begin) + text(with(table, rows)) + text.substring(end));
      } else {
        List<String> documented = new ArrayList<>();
        table.forEach(
            (title, answers) -> documented.add(title + " | " + answers.of(ServerUnderTest.id())));
        assertEquals(documented, rows, "-Dbeside.write=true writes them anew");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Answers> read(String table) {
    Map<String, Answers> all = new LinkedHashMap<>();
    table
        .lines()
        .skip(2)
        .map(line -> line.substring(2, line.length() - 2).split(SEPARATOR, -1))
        .forEach(cells -> all.put(cells[0], Answers.read(cells[1], cells[2])));
    return all;
  }

  private static Map<String, Answers> with(Map<String, Answers> table, List<String> rows) {
    Map<String, Answers> all = new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split(SEPARATOR, -1);
      Answers known = table.getOrDefault(cells[0], new Answers(cells[1], Map.of()));
      all.put(cells[0], known.with(ServerUnderTest.id(), cells[1]));
    }
    return all;
  }

  private static String text(Map<String, Answers> table) {
    StringBuilder text = new StringBuilder("| request | answer | other servers |\n");
    text.append("| --- | --- | --- |\n");
    table.forEach(
        (title, answers) ->
            text.append("| ").append(title).append(" | ").append(answers.cells()).append(" |\n"));
    return text.toString();
  }
}
