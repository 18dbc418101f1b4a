package dev.signet.it.servers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one server turned out to do: a column of the tables, kept in a file from the first row on.
 *
 * @param id the name of the column
 * @param title the server's name and version
 * @param recipe the name of its recipe's folder
 * @param java the version that ran it
 * @param day when it was run, in UTC
 * @param verdicts by {@link #key}
 */
record Results(
    String id,
    String title,
    String recipe,
    String java,
    String day,
    Map<String, Verdict> verdicts) {

  /** Nothing is known of the rows yet. */
  static Results ofColumn(String id, String title, String recipe, String java, String day) {
    return new Results(id, title, recipe, java, day, new TreeMap<>());
  }

  static Results read(Path file) {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader reader = Json.createReader(text)) {
      JsonObject json = reader.readObject();
      Results results =
          ofColumn(
              file.getFileName().toString().replace(".json", ""),
              json.getString("server"),
              json.getString("recipe"),
              json.getString("java"),
              json.getString("day"));
      json.getJsonObject("rows")
          .forEach(
              (key, verdict) ->
                  results.verdicts.put(key, Verdict.valueOf(((JsonString) verdict).getString())));
      return results;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file() {
    return Matrix.results().resolve(ServerUnderTest.id() + ".json");
  }

  /** Of the server under test, as far as its tests are done. */
  private static Results soFar() {
    return Files.exists(file())
        ? read(file())
        : ofColumn(
            ServerUnderTest.id(),
            ServerUnderTest.title(),
            ServerUnderTest.property("server.recipe"),
            ServerUnderTest.property("server.java"),
            LocalDate.now(ZoneOffset.UTC).toString());
  }

  /** Adds a row of the server under test. */
  static void record(Variant variant, Row row, Verdict verdict) {
    Results results = soFar();
    results.verdicts.put(key(variant, row), verdict);
    results.write();
  }

  /** The same with another day. */
  Results ranOn(String otherDay) {
    return new Results(id, title, recipe, java, otherDay, verdicts);
  }

  /** The same, and the rows of a variant as another has them. */
  Results withRowsOf(Variant variant, Results other) {
    TreeMap<String, Verdict> all = new TreeMap<>(verdicts);
    other.verdicts.forEach(
        (key, verdict) -> {
          if (key.startsWith(variant + "/")) {
            all.put(key, verdict);
          }
        });
    return new Results(id, title, recipe, java, day, all);
  }

  /** Whether any row of the variant has been tried. */
  boolean has(Variant variant) {
    return verdicts.keySet().stream().anyMatch(key -> key.startsWith(variant + "/"));
  }

  /** A row that left nothing behind has failed. */
  Verdict verdict(Variant variant, Row row) {
    return verdicts.getOrDefault(key(variant, row), Verdict.FAILED);
  }

  static String key(Variant variant, Row row) {
    return variant + "/" + row;
  }

  private void write() {
    JsonObjectBuilder rows = Json.createObjectBuilder();
    verdicts.forEach((key, verdict) -> rows.add(key, verdict.name()));
    JsonObject json =
        Json.createObjectBuilder()
            .add("server", title)
            .add("recipe", recipe)
            .add("java", java)
            .add("day", day)
            .add("rows", rows)
            .build();
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(file(), json.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
