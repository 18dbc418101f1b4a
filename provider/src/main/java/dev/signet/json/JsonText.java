package dev.signet.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import org.eclipse.parsson.JsonProviderImpl;

/**
 * JSON (RFC 8259) that an administrator writes. Comments are allowed, {@code //} and <code>
 * /* *&#47;
 * </code>. A name that an object has twice is refused, and so is text after the end. A message says
 * what is wrong and where; it has no text of a library, and of the file nothing but a single
 * character or a name.
 */
public final class JsonText {
  private JsonText() {}

  /**
   * Reads an object.
   *
   * @param text the whole file
   * @return the object
   * @throws IllegalArgumentException with the first mistake, its line and its column
   */
  public static JsonObject object(String text) {
    String json = JsonComments.blank(text);
    if (parse(json, '{') instanceof JsonObject object) {
      return object;
    }
    throw mistake(json, '{');
  }

  /**
   * Reads an array.
   *
   * @param text the whole file
   * @return the array
   * @throws IllegalArgumentException as from {@link #object}
   */
  public static JsonArray array(String text) {
    String json = JsonComments.blank(text);
    if (parse(json, '[') instanceof JsonArray array) {
      return array;
    }
    throw mistake(json, '[');
  }

  /**
   * Parses without a service look-up: the class loader of the calling thread is that of an
   * application, and may not find the parser.
   */
  private static JsonValue parse(String json, char opening) {
    Map<String, Object> strict = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);
    JsonProviderImpl provider = new JsonProviderImpl();
    try (JsonParser parser = provider.createParser(new StringReader(json));
        JsonReader reader =
            provider.createReaderFactory(strict).createReader(new StringReader(json))) {
      // the reader stops after the value; the parser finds text that follows it
      while (parser.hasNext()) {
        parser.next();
      }
      return reader.readValue();
    } catch (RuntimeException e) {
      // of any class: nesting too deep and numbers too large have no exception of the parser's own
      throw mistake(json, opening);
    }
  }

  private static IllegalArgumentException mistake(String json, char opening) {
    return new IllegalArgumentException(JsonMistake.in(json, opening));
  }
}
