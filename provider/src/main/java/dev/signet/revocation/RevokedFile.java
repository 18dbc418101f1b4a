package dev.signet.revocation;

import dev.signet.revocation.RevokedRow.Field;
import dev.signet.settings.CsvReader;
import dev.signet.settings.NearestName;
import dev.signet.settings.Unreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of entries: a JSON array of objects (RFC 8259), or CSV (RFC 4180) with the names of the
 * columns in the first line, where the file's name ends with {@code .csv}. UTF-8. It is read one
 * entry at a time, so that its size takes no memory.
 */
public final class RevokedFile {
  /** What one value may have at most, in characters. */
  static final int MAX_VALUE = 8_192;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private RevokedFile() {}

  /** Gets what is in a file, in its order. */
  public interface Reading {
    /**
     * One entry, with members that are known.
     *
     * @param row the entry as it is written
     */
    void row(RevokedRow row);

    /**
     * A mistake in an entry, which is not given to {@link #row}.
     *
     * @param line where the entry begins
     * @param message what is wrong; no value of the entry is in it
     */
    void mistake(long line, String message);
  }

  /**
   * Whether it is a table. A table that was written in part reads as a shorter one; of an array the
   * end is missing.
   */
  static boolean isTable(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param reading gets its entries and the mistakes in them
   * @throws IllegalArgumentException where it cannot be read, or not to its end; the message says
   *     why and where, and has no value of an entry
   */
  public static void read(Path file, Reading reading) {
    try (BufferedReader text = Files.newBufferedReader(file)) {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      if (isTable(file)) {
        new Rows(reading).read(file, text);
      } else {
        new RevokedArray(file, reading).read(text);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " " + Unreadable.why(file, e), e);
    }
  }

  /** The message for a name that no member has. */
  static String unknown(String name) {
    String shown = name.matches("\\w{1,40}") ? "\"" + name + "\"" : "a name";
    return shown + " is not a member of an entry" + NearestName.hint(name, Field.names());
  }

  /** A table. An empty cell is a member that is not there. */
  private static final class Rows {
    private final Reading reading;
    private final List<Field> columns = new ArrayList<>();

    Rows(Reading reading) {
      this.reading = reading;
    }

    void read(Path file, BufferedReader text) throws IOException {
      CsvReader.read("the file " + file, text, this::line);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException(
            "the file " + file + " has no first line with the names of its columns");
      }
    }

    private void line(CsvReader.Line line) {
      if (columns.isEmpty()) {
        head(line);
      } else if (line.cells().size() != columns.size()) {
        reading.mistake(
            line.number(),
            "has " + line.cells().size() + " cells, but there are " + columns.size() + " columns");
      } else {
        row(line);
      }
    }

    private void head(CsvReader.Line line) {
      for (String name : line.cells()) {
        Optional<Field> field = Field.named(name);
        if (field.isEmpty() || columns.contains(field.get())) {
          throw new IllegalArgumentException(
              "line "
                  + line.number()
                  + ": "
                  + (field.isEmpty() ? unknown(name) : "the column " + name + " is there twice"));
        }
        columns.add(field.get());
      }
    }

    private void row(CsvReader.Line line) {
      Map<Field, String> values = new EnumMap<>(Field.class);
      for (int i = 0; i < columns.size(); i++) {
        String cell = line.cells().get(i);
        if (cell.length() > MAX_VALUE) {
          reading.mistake(line.number(), columns.get(i).written() + ": is too long");
          return;
        }
        if (!cell.isEmpty()) {
          values.put(columns.get(i), cell);
        }
      }
      reading.row(new RevokedRow(line.number(), values));
    }
  }
}
