package dev.signet.cli.revoke;

import dev.signet.revocation.RevokedRow;
import dev.signet.revocation.RevokedRow.Field;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.parsson.JsonProviderImpl;

/** Writes entries, one a line, as an array or as a table. */
abstract sealed class RevokedText implements AutoCloseable {
  final Writer out;

  private RevokedText(Writer out) {
    this.out = out;
  }

  /** As the file's name says. */
  static RevokedText of(Path file, Writer out) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
        ? new Rows(out)
        : new Array(out);
  }

  abstract void row(RevokedRow row);

  @Override
  public abstract void close();

  final void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Array extends RevokedText {
    private static final JsonProviderImpl JSON = new JsonProviderImpl();

    private String before = "[";

    Array(Writer out) {
      super(out);
    }

    @Override
    void row(RevokedRow row) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      for (Field field : row.values().keySet()) {
        String value = row.get(field).orElseThrow();
        if (field == Field.ALL) {
          object.add(field.written(), true);
        } else {
          object.add(field.written(), value);
        }
      }
      write(before + "\n  " + object.build());
      before = ",";
    }

    @Override
    public void close() {
      write((before.equals("[") ? "[" : "") + "\n]\n");
    }
  }

  private static final class Rows extends RevokedText {
    Rows(Writer out) {
      super(out);
      write(line(Arrays.stream(Field.values()).map(Field::written).toList()));
    }

    @Override
    void row(RevokedRow row) {
      List<String> cells = new ArrayList<>();
      for (Field field : Field.values()) {
        cells.add(row.get(field).orElse(""));
      }
      write(line(cells));
    }

    private static String line(List<String> cells) {
      return cells.stream().map(Rows::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String cell(String text) {
      return text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
          ? '"' + text.replace("\"", "\"\"") + '"'
          : text;
    }

    @Override
    public void close() {
      // each line is complete
    }
  }
}
