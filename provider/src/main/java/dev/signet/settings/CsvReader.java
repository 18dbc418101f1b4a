package dev.signet.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values (RFC 4180). Empty lines are skipped. */
final class CsvReader {
  private final Path file;
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private int position;
  private int lineNumber = 1;

  private CsvReader(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The cells of one record.
   *
   * @param number the line of the file in which it begins, counted from 1
   */
  record Line(int number, List<String> cells) {}

  static List<Line> lines(Path file, String text) {
    CsvReader reader = new CsvReader(file, text);
    while (reader.position < reader.text.length()) {
      reader.readRecord();
    }
    return reader.lines;
  }

  private void readRecord() {
    int begin = lineNumber;
    boolean isQuoted = false;
    while (true) {
      isQuoted |= at('"');
      cells.add(at('"') ? quoted() : plain());
      if (!at(',')) {
        break;
      }
      position++;
    }
    endOfLine();
    boolean isEmpty = cells.size() == 1 && cells.get(0).isEmpty() && !isQuoted;
    if (!isEmpty) {
      lines.add(new Line(begin, List.copyOf(cells)));
    }
    cells = new ArrayList<>();
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private String plain() {
    int begin = position;
    while (position < text.length() && ",\r\n\"".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(begin, position);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    int begin = lineNumber;
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"' && !at('"')) {
        return cell.toString();
      }
      if (c == '"') {
        position++;
      } else if (c == '\n') {
        lineNumber++;
      }
      cell.append(c);
    }
    throw mistake("a quote is not closed", begin);
  }

  private void endOfLine() {
    if (at('\r')) {
      position++;
    }
    if (position < text.length() && !at('\n')) {
      throw mistake("a quote is inside a cell, or text follows a quoted cell", lineNumber);
    }
    position++;
    lineNumber++;
  }

  private IllegalArgumentException mistake(String what, int line) {
    return new IllegalArgumentException("the table " + file + ", line " + line + ": " + what);
  }
}
