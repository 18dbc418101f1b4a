package dev.signet.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the documentation: the columns, and for each variant the rows, and what each server
 * does with them.
 *
 * @param columns by their names, in their order
 */
record Matrix(TreeMap<String, Results> columns) {
  private static final String COLUMNS = "| column | server | Java | last run |";

  /** The folder of the recipes; a folder in it is a server. */
  static Path documentation() {
    return Path.of(ServerUnderTest.property("servers.docs")).normalize();
  }

  /** Where the results lie, a file for each column that has run. */
  static Path results() {
    return Path.of(ServerUnderTest.property("servers.matrix"));
  }

  /** From what the executions before have left. */
  static Matrix ofThisBuild() {
    return new Matrix(
        names(results())
            .map(name -> Results.read(results().resolve(name)))
            .collect(
                Collectors.toMap(Results::id, Function.identity(), (a, b) -> a, TreeMap::new)));
  }

  /** From what {@link #markdown} has written. */
  static Matrix of(String markdown) {
    TreeMap<String, Results> columns = new TreeMap<>();
    Map<String, Variant> variants =
        Stream.of(Variant.values()).collect(Collectors.toMap(Variant::title, v -> v));
    Map<String, Row> rows =
        Stream.of(Row.values()).collect(Collectors.toMap(Row::title, row -> row));
    List<String> ids = List.of();
    Variant variant = Variant.MODULE;
    for (String line : markdown.lines().filter(l -> l.startsWith("| ")).toList()) {
      List<String> cells = List.of(line.substring(2).replaceFirst(" \\|$", "").split(" \\| ", -1));
      String first = cells.get(0);
      if (variants.containsKey(first)) {
        variant = variants.get(first);
        ids = cells.subList(1, cells.size());
      } else if (rows.containsKey(first)) {
        for (int i = 0; i < ids.size(); i++) {
          Verdict verdict = verdict(cells.get(i + 1));
          Results column = Objects.requireNonNull(columns.get(ids.get(i)), ids.get(i));
          column
              .verdicts()
              .put(Results.key(variant, Objects.requireNonNull(rows.get(first))), verdict);
        }
      } else if (ids.isEmpty() && !line.equals(COLUMNS) && !first.equals("---")) {
        columns.put(first, column(cells));
      }
    }
    return new Matrix(columns);
  }

  private static Results column(List<String> cells) {
    String[] server = cells.get(1).replaceAll("[\\[()]", "").split("]", -1);
    return Results.ofColumn(cells.get(0), server[0], server[1], cells.get(2), cells.get(3));
  }

  private static Verdict verdict(String cell) {
    return switch (cell) {
      case "yes" -> Verdict.PROMISED;
      case "FAILED" -> Verdict.FAILED;
      default -> Verdict.DEVIATES;
    };
  }

  /**
   * These, and those of another in their place. Of a column that ran in part the other has no rows
   * of some variants: those stay as they were; the tests that did not run have failed the build.
   */
  Matrix with(Matrix newer) {
    TreeMap<String, Results> all = new TreeMap<>(columns);
    newer.columns.forEach(
        (id, results) -> {
          Results merged = results;
          for (Variant variant : Variant.values()) {
            if (!results.has(variant) && columns.containsKey(id)) {
              merged = merged.withRowsOf(variant, Objects.requireNonNull(columns.get(id)));
            }
          }
          all.put(id, merged);
        });
    return new Matrix(all);
  }

  /** The same verdicts, with the days of another. */
  Matrix asOldAs(Matrix other) {
    TreeMap<String, Results> all = new TreeMap<>(columns);
    all.replaceAll(
        (id, results) -> {
          Results there = other.columns.getOrDefault(id, results);
          return results.ranOn(there.day());
        });
    return new Matrix(all);
  }

  Matrix without(String id) {
    TreeMap<String, Results> others = new TreeMap<>(columns);
    others.remove(id);
    return new Matrix(others);
  }

  /** The names of the servers that have a recipe. */
  static List<String> recipes() {
    return names(documentation())
        .filter(name -> Files.isDirectory(documentation().resolve(name)))
        .toList();
  }

  private static Stream<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the words of the documentation. */
  String markdown() {
    List<Deviation> notes = new ArrayList<>();
    String tables =
        Stream.of(Variant.values())
            .map(variant -> table(variant, notes))
            .filter(table -> !table.isEmpty())
            .collect(Collectors.joining("\n"));
    StringBuilder text = new StringBuilder(COLUMNS + "\n| --- | --- | --- | --- |\n");
    for (Results column : columns.values()) {
      line(
          text,
          column.id(),
          Stream.of(
              "[" + column.title() + "](" + column.recipe() + ")", column.java(), column.day()));
    }
    text.append("\n").append(tables);
    for (int i = 0; i < notes.size(); i++) {
      text.append(i == 0 ? "\n" : "").append(i + 1 + ". " + notes.get(i).note() + "\n");
    }
    return text.toString();
  }

  private String table(Variant variant, List<Deviation> notes) {
    List<Results> shown = columns.values().stream().filter(column -> column.has(variant)).toList();
    if (shown.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    line(text, variant.title(), shown.stream().map(Results::id));
    line(text, "---", shown.stream().map(column -> "---"));
    for (Group group : Group.values()) {
      if (!group.isOf(variant)) {
        continue;
      }
      line(text, "**" + group.title() + "**", shown.stream().map(column -> ""));
      for (Row row : group.rows()) {
        line(text, row.title(), shown.stream().map(column -> cell(column, variant, row, notes)));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String first, Stream<String> others) {
    text.append("| ").append(first).append(" | ");
    text.append(others.collect(Collectors.joining(" | "))).append(" |\n");
  }

  private static String cell(Results column, Variant variant, Row row, List<Deviation> notes) {
    return switch (column.verdict(variant, row)) {
      case PROMISED -> "yes";
      case FAILED -> "FAILED";
      case DEVIATES -> {
        Deviation deviation = Deviations.of(column.id(), variant, row).orElseThrow();
        if (!notes.contains(deviation)) {
          notes.add(deviation);
        }
        yield "(" + (notes.indexOf(deviation) + 1) + ")";
      }
    };
  }
}
