package dev.signet.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final Report report =
      Report.of("Requests & refusals", "µs")
          .add("new", "RS256", Spread.of(32.149, 30.5, 41))
          .add("new", "ES256", Spread.of(1234.5))
          .add("<old>", "RS256", Spread.of(0.98765, 1.5));

  @Test
  void theTableHasTheMediansWithTheSpreadAndHolesWhereNothingWasMeasured() {
    assertEquals(
        """
        ## Requests & refusals

        | µs | RS256 | ES256 |
        |---|---:|---:|
        | new | 32.1 (30.5–41) | 1,230 |
        | <old> | 1.24 (0.988–1.5) |  |
        """,
        report.markdown());
  }

  @Test
  void theFilesAreWhatTheirNamesSay(@TempDir Path folder) throws Exception {
    report.write(folder.resolve("report"), "line");

    assertEquals(report.markdown(), Files.readString(folder.resolve("report/line.md")));
    var json =
        Json.createReader(new StringReader(Files.readString(folder.resolve("report/line.json"))))
            .readObject();
    assertEquals(3, json.getJsonArray("results").size());
    assertEquals(
        30.5, json.getJsonArray("results").getJsonObject(0).getJsonNumber("least").doubleValue());
    String svg = Files.readString(folder.resolve("report/line.svg"));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals(3, document.getElementsByTagName("line").getLength());
    assertTrue(document.getDocumentElement().getTextContent().contains("Requests & refusals (µs)"));
  }

  @Test
  void oneResultIsNotOverwrittenByAnother() {
    Spread spread = Spread.of(1);

    assertThrows(IllegalArgumentException.class, () -> report.add("new", "RS256", spread));
  }

  @Test
  void aSpreadOfNothingIsNone() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of());
  }
}
