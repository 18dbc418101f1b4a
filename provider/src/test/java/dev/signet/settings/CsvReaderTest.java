package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comma-separated values (RFC 4180 section 2). */
class CsvReaderTest {
  private static List<CsvReader.Line> lines(String text) {
    return CsvReader.lines(Path.of("t.csv"), text);
  }

  private static List<List<String>> cells(String text) {
    return lines(text).stream().map(CsvReader.Line::cells).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\nc,d", "a,b\nc,d\n", "a,b\r\nc,d\r\n", "\n\na,b\n\r\nc,d\n\n"})
  void linesEndInEitherWayAndEmptyOnesArePassedOver(String text) {
    assertEquals(List.of(List.of("a", "b"), List.of("c", "d")), cells(text));
  }

  @Test
  void aCellWithoutTextIsACell() {
    assertEquals(List.of(List.of("a", "", "")), cells("a,,"));
    assertEquals(List.of(List.of("", "a")), cells(",a"));
  }

  @Test
  void aQuotedCellHoldsCommasQuotesAndLines() {
    assertEquals(List.of(List.of("a,b", "c\"d", "e\nf")), cells("\"a,b\",\"c\"\"d\",\"e\nf\""));
  }

  @Test
  void aLineWithOneQuotedEmptyCellIsNoEmptyLine() {
    assertEquals(List.of(List.of("")), cells("\"\"\n"));
  }

  @Test
  void blanksBelongToTheCell() {
    assertEquals(List.of(List.of(" a", "b ")), cells(" a,b \n"));
  }

  @Test
  void aRecordHasTheNumberOfTheLineItBeginsIn() {
    List<CsvReader.Line> lines = lines("a\n\n\"b\n\nb\"\nc\n");
    assertEquals(List.of(1, 3, 6), lines.stream().map(CsvReader.Line::number).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "a\\nb\"c; line 2", // a quote inside a cell
        "a\\n\"b\"c; line 2", // text behind a quoted cell
        "a\\n\"b\\n\\nc; line 2", // not closed: where it begins
        "\"; line 1"
      })
  void aQuoteOutOfPlaceIsAMistakeWithItsLine(String text, String line) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> lines(text.replace("\\n", "\n")));
    assertTrue(
        String.valueOf(wrong.getMessage()).contains("t.csv, " + line + ":"), wrong.getMessage());
  }
}
