package dev.signet.settings;

import dev.signet.json.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of rows, all with the same columns: CSV (RFC 4180, UTF-8, the names of the columns in the
 * first line), or a JSON array of objects where the file's name ends with {@code .json}.
 *
 * @param file where it was read from
 * @param columns the names of the columns
 * @param rows the rows in the file's order
 */
public record Table(Path file, List<String> columns, List<Row> rows) {

  /**
   * One row.
   *
   * @param place its place in the file, for messages
   * @param values the values by the names of their columns
   */
  public record Row(String place, Map<String, String> values) {
    /** Copies the values. */
    public Row {
      values = Map.copyOf(values);
    }
  }

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a message that names the file, and the line of the
   *     mistake
   */
  public static Table read(Path file) {
    try {
      String text = TextFile.read(file);
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
          ? json(file, text)
          : csv(file, text);
    } catch (IOException e) {
      throw new IllegalArgumentException("the table " + file + " " + Unreadable.why(file, e), e);
    }
  }

  private static Table csv(Path file, String text) {
    List<CsvReader.Line> lines = CsvReader.lines(file, text);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "the table " + file + " has no first line with the names of its columns");
    }
    List<String> columns = lines.get(0).cells();
    if (new HashSet<>(columns).size() != columns.size() || columns.contains("")) {
      throw new IllegalArgumentException(
          "the table " + file + " has a duplicate or unnamed column");
    }
    List<Row> rows = new ArrayList<>(lines.size());
    for (CsvReader.Line line : lines.subList(1, lines.size())) {
      if (line.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "the table %s has %d cells in line %d, but %d columns"
                .formatted(file, line.cells().size(), line.number(), columns.size()));
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), line.cells().get(i));
      }
      rows.add(new Row(file.getFileName() + " line " + line.number(), values));
    }
    return new Table(file, columns, rows);
  }

  private static Table json(Path file, String text) {
    JsonArray array;
    try {
      array = JsonText.array(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the table " + file + ": " + e.getMessage(), e);
    }
    List<Row> rows = new ArrayList<>(array.size());
    List<String> columns = new ArrayList<>();
    for (JsonValue element : array) {
      String place = file.getFileName() + " row " + (rows.size() + 1);
      if (!(element instanceof JsonObject object)) {
        throw new IllegalArgumentException(place + " is not an object");
      }
      if (columns.isEmpty()) {
        columns.addAll(object.keySet());
      }
      if (!object.keySet().equals(new HashSet<>(columns))) {
        throw new IllegalArgumentException(place + " has other names than the first row");
      }
      rows.add(new Row(place, values(object, place)));
    }
    return new Table(file, columns, rows);
  }

  private static Map<String, String> values(JsonObject object, String place) {
    Map<String, String> values = new LinkedHashMap<>();
    object.forEach(
        (name, value) ->
            values.put(
                name,
                switch (value.getValueType()) {
                  case STRING -> ((JsonString) value).getString();
                  case NUMBER, TRUE, FALSE -> value.toString();
                  default ->
                      throw new IllegalArgumentException(
                          place + " has no text, number or boolean in " + name);
                }));
    return values;
  }
}
