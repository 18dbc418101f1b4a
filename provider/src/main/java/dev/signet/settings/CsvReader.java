package dev.signet.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads comma-separated values (RFC 4180), a line at a time: a file of a million lines need not be
 * in memory. Empty lines are skipped.
 */
public final class CsvReader {
  private static final int END = -1;

  private final String file;
  private final Reader text;
  private final Consumer<Line> lines;
  private List<String> cells = new ArrayList<>();
  private int next;
  private int lineNumber = 1;

  private CsvReader(String file, Reader text, Consumer<Line> lines) {
    this.file = file;
    this.text = text;
    this.lines = lines;
  }

  /**
   * The cells of one record.
   *
   * @param number the line of the file in which it begins, counted from 1
   * @param cells the texts, without quotes
   */
  public record Line(int number, List<String> cells) {
    /** Copies the cells. */
    public Line {
      cells = List.copyOf(cells);
    }
  }

  static List<Line> lines(Path file, String text) {
    List<Line> lines = new ArrayList<>();
    try {
      read("the table " + file, new StringReader(text), lines::add);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    return lines;
  }

  /**
   * Reads all lines.
   *
   * @param file what messages call the file
   * @param text its text, without a byte order mark
   * @param lines gets each line as soon as it is read
   * @throws IllegalArgumentException with a message that names the file and the line of the mistake
   * @throws IOException where the text cannot be read
   */
  public static void read(String file, Reader text, Consumer<Line> lines) throws IOException {
    CsvReader reader = new CsvReader(file, text, lines);
    reader.advance();
    while (reader.next != END) {
      reader.readRecord();
    }
  }

  private int advance() throws IOException {
    int read = next;
    next = text.read();
    return read;
  }

  private void readRecord() throws IOException {
    int begin = lineNumber;
    boolean isQuoted = false;
    while (true) {
      isQuoted |= next == '"';
      cells.add(next == '"' ? quoted() : plain());
      if (next != ',') {
        break;
      }
      advance();
    }
    endOfLine();
    boolean isEmpty = cells.size() == 1 && cells.get(0).isEmpty() && !isQuoted;
    if (!isEmpty) {
      lines.accept(new Line(begin, cells));
    }
    cells = new ArrayList<>();
  }

  private String plain() throws IOException {
    StringBuilder cell = new StringBuilder();
    while (next != END && ",\r\n\"".indexOf(next) < 0) {
      cell.append((char) advance());
    }
    return cell.toString();
  }

  private String quoted() throws IOException {
    StringBuilder cell = new StringBuilder();
    int begin = lineNumber;
    advance();
    while (next != END) {
      int c = advance();
      if (c == '"' && next != '"') {
        return cell.toString();
      }
      if (c == '"') {
        advance();
      } else if (c == '\n') {
        lineNumber++;
      }
      cell.append((char) c);
    }
    throw mistake("a quote is not closed", begin);
  }

  private void endOfLine() throws IOException {
    if (next == '\r') {
      advance();
    }
    if (next != END && next != '\n') {
      throw mistake("a quote is inside a cell, or text follows a quoted cell", lineNumber);
    }
    advance();
    lineNumber++;
  }

  private IllegalArgumentException mistake(String what, int line) {
    return new IllegalArgumentException(file + ", line " + line + ": " + what);
  }
}
