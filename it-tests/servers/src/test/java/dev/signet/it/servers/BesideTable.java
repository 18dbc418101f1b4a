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

/**
 * The table of {@code docs/servers/BESIDE.md}. Each server compares its own column, or writes it
 * with {@code -Dbeside.write=true}.
 */
final class BesideTable {

  private BesideTable() {}

  /**
   * Compares.
   *
   * @param name of the table
   * @param rows each {@code title | answer}
   */
  static void assertColumn(String name, List<String> rows) {
    String id = ServerUnderTest.id();
    System.out.println(name + " beside Signet, " + ServerUnderTest.title());
    rows.forEach(row -> System.out.println("| " + row + " |"));
    Path page = Matrix.documentation().resolve("BESIDE.md");
    try {
      String text = Files.readString(page);
      String mark = "<!-- " + name + ": written by the tests -->\n";
      int begin = text.indexOf(mark) + mark.length();
      int end = text.indexOf("<!-- end of " + name + " -->\n", begin);
      Map<String, Map<String, String>> table = read(text.substring(begin, end));
      if (Boolean.getBoolean("beside.write")) {
        Map<String, Map<String, String>> written = with(table, id, rows);
        Files.writeString(page, text.substring(0, begin) + text(written) + text.substring(end));
      } else {
        assertEquals(rows, column(table, id), "-Dbeside.write=true writes " + id + " anew");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the title of the row, the answer of each server. */
  private static Map<String, Map<String, String>> read(String table) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    List<String> lines = table.lines().filter(line -> line.startsWith("| ")).toList();
    if (lines.isEmpty()) {
      return all;
    }
    List<String> servers = cells(lines.get(0));
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = cells(line);
      Map<String, String> answers = new LinkedHashMap<>();
      for (int i = 1; i < cells.size(); i++) {
        answers.put(servers.get(i), cells.get(i));
      }
      all.put(cells.get(0), answers);
    }
    return all;
  }

  private static List<String> cells(String line) {
    return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
  }

  private static List<String> column(Map<String, Map<String, String>> table, String id) {
    List<String> column = new ArrayList<>();
    table.forEach((row, answers) -> column.add(row + " | " + answers.getOrDefault(id, "")));
    return column;
  }

  private static Map<String, Map<String, String>> with(
      Map<String, Map<String, String>> table, String id, List<String> rows) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (String row : rows) {
      int bar = row.indexOf(" | ");
      String title = row.substring(0, bar);
      Map<String, String> answers = new LinkedHashMap<>(table.getOrDefault(title, Map.of()));
      answers.put(id, row.substring(bar + 3));
      all.put(title, answers);
    }
    return all;
  }

  private static String text(Map<String, Map<String, String>> table) {
    List<String> servers =
        table.values().stream()
            .flatMap(answers -> answers.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    StringBuilder text = new StringBuilder();
    line(text, "beside Signet", servers);
    line(text, "---", servers.stream().map(server -> "---").toList());
    table.forEach(
        (row, answers) ->
            line(text, row, servers.stream().map(s -> answers.getOrDefault(s, "")).toList()));
    return text.toString();
  }

  private static void line(StringBuilder text, String first, List<String> others) {
    text.append("| ").append(first).append(" | ").append(String.join(" | ", others)).append(" |\n");
  }
}
