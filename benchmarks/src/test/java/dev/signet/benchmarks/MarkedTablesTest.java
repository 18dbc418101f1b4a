package dev.signet.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedTablesTest {
  private static final String TEXT =
      """
      Before.
      <!-- table speed -->
      old
      <!-- end -->
      Between.
      <!-- table other -->
      kept
      <!-- end -->
      """;

  @TempDir private Path folder;

  @Test
  void aTableTakesThePlaceOfTheOneWithItsNameAndNothingElseChanges() throws Exception {
    Report report = Report.of("Speed", "s").add("a", "b", Spread.of(1));
    Path file = Files.writeString(folder.resolve("doc.md"), TEXT);

    new MarkedTables(file).replace(Map.of("speed", report));

    assertEquals(TEXT.replace("old\n", report.markdown() + "\n"), Files.readString(file));
  }

  @Test
  void aChartIsWrittenAndShownWhereTheMarkSaysSo() throws Exception {
    Report report = Report.of("Speed", "s").add("a", "b", Spread.of(1));
    Path file =
        Files.writeString(
            folder.resolve("doc.md"), "<!-- table speed with chart -->\n<!-- end -->\n");

    new MarkedTables(file).replace(Map.of("speed", report, "more", report));
    new MarkedTables(file).replace(Map.of("speed", report));

    assertEquals(
        "<!-- table speed with chart -->\n"
            + report.markdown()
            + "\n![Speed](speed.svg)\n\n<!-- end -->\n",
        Files.readString(file));
    assertEquals(ReportChart.of(report), Files.readString(folder.resolve("speed.svg")));
    assertFalse(Files.exists(folder.resolve("more.svg")));
  }
}
