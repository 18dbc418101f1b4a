package dev.signet.benchmarks;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;

/** A report for programs: one object for each result. */
final class ReportJson {
  private ReportJson() {}

  static String of(Report report) {
    JsonArrayBuilder results = Json.createArrayBuilder();
    for (String row : report.rows()) {
      for (String column : report.columns()) {
        report
            .at(row, column)
            .ifPresent(
                spread ->
                    results.add(
                        Json.createObjectBuilder()
                            .add("row", row)
                            .add("column", column)
                            .add("median", spread.median())
                            .add("least", spread.least())
                            .add("greatest", spread.greatest())));
      }
    }
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(
          Json.createObjectBuilder()
              .add("title", report.title())
              .add("unit", report.unit())
              .add("results", results)
              .build());
    }
    return text + "\n";
  }
}
