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
import java.util.Map;
import java.util.TreeMap;

/**
 * What one server turned out to do, kept in a file from the first row on.
 *
 * @param id the name of its recipe's folder
 * @param title its name and version
 * @param verdicts by {@link #key}
 */
record Results(String id, String title, Map<String, Verdict> verdicts) {

  static Results read(Path file) {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader reader = Json.createReader(text)) {
      JsonObject json = reader.readObject();
      Map<String, Verdict> verdicts = new TreeMap<>();
      json.getJsonObject("rows")
          .forEach(
              (key, verdict) ->
                  verdicts.put(key, Verdict.valueOf(((JsonString) verdict).getString())));
      String id = file.getFileName().toString().replace(".json", "");
      return new Results(id, json.getString("server"), verdicts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a row of the server under test. */
  static void record(Variant variant, Row row, Verdict verdict) {
    Path file = Matrix.results().resolve(ServerUnderTest.id() + ".json");
    Results results =
        Files.exists(file)
            ? read(file)
            : new Results(ServerUnderTest.id(), ServerUnderTest.title(), new TreeMap<>());
    results.verdicts.put(key(variant, row), verdict);
    results.write(file);
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

  private void write(Path file) {
    JsonObjectBuilder rows = Json.createObjectBuilder();
    verdicts.forEach((key, verdict) -> rows.add(key, verdict.name()));
    JsonObject json = Json.createObjectBuilder().add("server", title).add("rows", rows).build();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, json.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
