package dev.signet.revocation;

import dev.signet.json.JsonText;
import dev.signet.revocation.RevokedFile.Reading;
import dev.signet.revocation.RevokedRow.Field;
import dev.signet.settings.TextFile;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.parsson.JsonProviderImpl;
import org.eclipse.parsson.api.JsonConfig;

/** Reads a JSON array of entries, one at a time. Comments are not allowed. */
final class RevokedArray {
  /** Up to this size a broken file is read as a whole, for a message that says what is wrong. */
  private static final long EXPLAINED = 1_000_000;

  /** The parser's own limit is 15 million characters; here the entries are counted. */
  private static final Map<String, Object> LARGE =
      Map.of(JsonConfig.MAX_PARSING_LIMIT, Integer.MAX_VALUE);

  private final Path file;
  private final Reading reading;

  RevokedArray(Path file, Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  void read(Reader text) throws IOException {
    // without a service look-up, which would use the class loader of an application
    try (JsonParser json = new JsonProviderImpl().createParserFactory(LARGE).createParser(text)) {
      try {
        array(json);
      } catch (JsonException | NoSuchElementException | IllegalStateException e) {
        if (e.getCause() instanceof IOException unreadable) {
          throw unreadable;
        }
        throw broken(json, e);
      }
    }
  }

  private void array(JsonParser json) {
    if (json.next() != Event.START_ARRAY) {
      throw new IllegalArgumentException("the file " + file + " is not an array of entries: [ … ]");
    }
    for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
      long line = json.getLocation().getLineNumber();
      if (event == Event.START_OBJECT) {
        new Entry(json, line).read();
      } else {
        reading.mistake(line, "is not an object");
        skip(json, event);
      }
    }
    while (json.hasNext()) {
      // finds text behind the array
      json.next();
    }
  }

  private static void skip(JsonParser json, Event event) {
    if (event == Event.START_OBJECT) {
      json.skipObject();
    } else if (event == Event.START_ARRAY) {
      json.skipArray();
    }
  }

  private IllegalArgumentException broken(JsonParser json, RuntimeException cause)
      throws IOException {
    String what = "line " + json.getLocation().getLineNumber() + ": is not JSON up to its end";
    if (Files.size(file) <= EXPLAINED) {
      try {
        JsonText.array(TextFile.read(file));
        what = "is not JSON: comments are not allowed in it";
      } catch (IllegalArgumentException e) {
        what = String.valueOf(e.getMessage());
      }
    }
    return new IllegalArgumentException("the file " + file + ": " + what, cause);
  }

  /** One object of the array. */
  private final class Entry {
    private final JsonParser json;
    private final long line;
    private final Map<Field, String> values = new EnumMap<>(Field.class);
    private boolean isWrong;

    Entry(JsonParser json, long line) {
      this.json = json;
      this.line = line;
    }

    void read() {
      while (json.next() == Event.KEY_NAME) {
        String name = json.getString();
        Event value = json.next();
        Optional<Field> field = Field.named(name);
        if (field.isEmpty()) {
          mistake(RevokedFile.unknown(name));
          skip(json, value);
        } else {
          member(field.get(), value);
        }
      }
      if (!isWrong) {
        reading.row(new RevokedRow(line, values));
      }
    }

    private void member(Field field, Event value) {
      boolean isFlag = value == Event.VALUE_TRUE;
      boolean isRight =
          value == Event.VALUE_STRING
              || (field.isTime() && value == Event.VALUE_NUMBER)
              || (field == Field.ALL && isFlag);
      if (!isRight) {
        String kind =
            field == Field.ALL ? "true" : field.isTime() ? "a time or a number" : "a string";
        mistake(field.written() + ": must be " + kind);
        skip(json, value);
        return;
      }
      String text = isFlag ? "true" : json.getString();
      if (text.length() > RevokedFile.MAX_VALUE) {
        mistake(field.written() + ": is too long");
      }
      if (values.put(field, text) != null) {
        mistake(field.written() + ": is there twice");
      }
    }

    private void mistake(String message) {
      isWrong = true;
      reading.mistake(line, message);
    }
  }
}
