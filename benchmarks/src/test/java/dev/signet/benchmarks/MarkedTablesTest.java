package dev.signet.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  void aTableReplacesTheOneOfItsNameInWhateverPageAndNothingElseChanges() throws Exception {
    Report report = Report.of("Speed", "s").add("a", "b", Spread.of(1));
    Path file = Files.writeString(folder.resolve("doc.md"), TEXT);

    Path second = Files.writeString(folder.resolve("second.md"), TEXT.replace("speed", "slow"));
    Path other = Files.writeString(folder.resolve("doc.txt"), TEXT);

    new MarkedTables(folder).replace(Map.of("speed", report));

    assertEquals(TEXT.replace("old\n", report.markdown() + "\n"), Files.readString(file));
    assertEquals(TEXT.replace("speed", "slow"), Files.readString(second));
    assertEquals(TEXT, Files.readString(other));
  }

  @Test
  void aChartIsWrittenAndShownWhereTheMarkSaysSo() throws Exception {
    Report report = Report.of("Speed", "s").add("a", "b", Spread.of(1));
    Path file =
        Files.writeString(
            folder.resolve("doc.md"), "<!-- table speed with chart -->\n<!-- end -->\n");

    new MarkedTables(folder).replace(Map.of("speed", report, "more", report));
    new MarkedTables(folder).replace(Map.of("speed", report));

    assertEquals(
        "<!-- table speed with chart -->\n"
            + report.markdown()
            + "\n![Speed](speed.svg)\n\n<!-- end -->\n",
        Files.readString(file));
    assertEquals(ReportChart.of(report), Files.readString(folder.resolve("speed.svg")));
    assertFalse(Files.exists(folder.resolve("more.svg")));
  }

  /** A page without its end mark would be swallowed up to the next one. */
  @Test
  void everyMarkOfTheDocumentationHasItsEndAndOneTable() throws Exception {
    Path pages = Path.of("..", "docs", "performance");
    int tables = 0;
    try (Stream<Path> files = Files.walk(pages)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        String text = Files.readString(file);
        int marks = count(text, "<!-- table ");
        assertEquals(marks, count(text, "<!-- end -->"), file.toString());
        assertEquals(marks, count(text, "\n|---|---:"), file.toString());
        tables += marks;
      }
    }
    assertTrue(tables > 20, "found " + tables);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
