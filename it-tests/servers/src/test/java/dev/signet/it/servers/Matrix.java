package dev.signet.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the documentation: for each variant the rows, and what each server does with them.
 *
 * @param servers in the order of their names
 */
record Matrix(List<Results> servers) {

  /** The folder of the recipes; a folder in it is a server. */
  static Path documentation() {
    return Path.of(ServerUnderTest.property("servers.docs")).normalize();
  }

  /** Where the results lie, a file for each server. */
  static Path results() {
    return Path.of(ServerUnderTest.property("servers.matrix"));
  }

  /** From what the executions before have left. */
  static Matrix read() {
    return new Matrix(
        names(results())
            .map(name -> Results.read(results().resolve(name)))
            .sorted(Comparator.comparing(Results::id))
            .toList());
  }

  /** The names of the servers that have a recipe, but for Jetty, which has no managed adapter. */
  static List<String> recipes() {
    return names(documentation())
        .filter(name -> Files.isDirectory(documentation().resolve(name)) && !name.equals("jetty"))
        .toList();
  }

  private static Stream<String> names(Path folder) {
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
    StringBuilder text = new StringBuilder(tables);
    for (int i = 0; i < notes.size(); i++) {
      text.append(i == 0 ? "\n" : "").append(i + 1 + ". " + notes.get(i).note() + "\n");
    }
    return text.toString();
  }

  private String table(Variant variant, List<Deviation> notes) {
    List<Results> columns = servers.stream().filter(server -> server.has(variant)).toList();
    if (columns.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    line(text, variant.title(), columns.stream().map(Results::title));
    line(text, "---", columns.stream().map(server -> "---"));
    for (Group group : Group.values()) {
      if (!group.isOf(variant)) {
        continue;
      }
      line(text, "**" + group.title() + "**", columns.stream().map(server -> ""));
      for (Row row : group.rows()) {
        line(text, row.title(), columns.stream().map(server -> cell(server, variant, row, notes)));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String first, Stream<String> others) {
    text.append("| ").append(first).append(" | ");
    text.append(others.collect(Collectors.joining(" | "))).append(" |\n");
  }

  private static String cell(Results server, Variant variant, Row row, List<Deviation> notes) {
    return switch (server.verdict(variant, row)) {
      case PROMISED -> "yes";
      case FAILED -> "FAILED";
      case DEVIATES -> {
        Deviation deviation = Deviations.of(server.id(), variant, row).orElseThrow();
        if (!notes.contains(deviation)) {
          notes.add(deviation);
        }
        yield "(" + (notes.indexOf(deviation) + 1) + ")";
      }
    };
  }
}
