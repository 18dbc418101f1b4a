package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Results by row and column, in the order they are added, all in one unit. Written as a table, as
 * JSON and as a chart. Not thread-safe.
 */
public final class Report {
  private final String title;
  private final String unit;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, Map<String, Spread>> rows = new LinkedHashMap<>();

  private Report(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /**
   * A report without results.
   *
   * @param title what is measured
   * @param unit what every number is, such as {@code µs per request}
   * @return the report
   */
  public static Report of(String title, String unit) {
    return new Report(title, unit);
  }

  /**
   * Adds a result.
   *
   * @param row the name of its row
   * @param column the name of its column
   * @param spread the result
   * @return this report
   * @throws IllegalArgumentException where there is one in this place
   */
  public Report add(String row, String column, Spread spread) {
    columns.add(column);
    if (rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, spread) != null) {
      throw new IllegalArgumentException("two results for " + row + ", " + column);
    }
    return this;
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  Set<String> columns() {
    return new LinkedHashSet<>(columns);
  }

  Set<String> rows() {
    return new LinkedHashSet<>(rows.keySet());
  }

  /** Empty where this was not measured. */
  Optional<Spread> at(String row, String column) {
    return Optional.ofNullable(rows.getOrDefault(row, Map.of()).get(column));
  }

  /**
   * The table.
   *
   * @return Markdown
   */
  public String markdown() {
    return ReportTable.of(this);
  }

  /**
   * Writes {@code name.md}, {@code name.json} and {@code name.svg}.
   *
   * @param folder where; made where it is not there
   * @param name of the files, without an ending
   * @throws IOException where they cannot be written
   */
  public void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".md"), markdown());
    Files.writeString(folder.resolve(name + ".json"), ReportJson.of(this));
    Files.writeString(folder.resolve(name + ".svg"), ReportChart.of(this));
  }
}
