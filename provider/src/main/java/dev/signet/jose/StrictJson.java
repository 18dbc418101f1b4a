package dev.signet.jose;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.parsson.JsonProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects (RFC 8259) as RFC 7493 wants them: strict UTF-8, no name twice, no half of a
 * surrogate pair; shallow, and numbers of bounded size. jose4j's own parser passes over missing and
 * spare commas, control characters and any depth. What is read cannot be changed.
 */
final class StrictJson {
  static final int MAX_DEPTH = 16;
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_SCALE = 10_000;

  /** Made directly: a service look-up would ask the class loader of whoever is calling. */
  private static final JsonProviderImpl PROVIDER = new JsonProviderImpl();

  private StrictJson() {}

  /** An object out of a token. */
  static Map<String, Object> object(byte[] utf8) throws TokenRejectedException {
    try {
      return object(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException | IllegalArgumentException e) {
      // a parser's message holds the text: nothing of it goes further
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
  }

  /**
   * An object out of any text.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  static Map<String, Object> object(String json) {
    try (JsonParser parser = PROVIDER.createParser(new StringReader(json))) {
      if (parser.next() != Event.START_OBJECT) {
        throw new IllegalArgumentException("not an object");
      }
      Map<String, Object> object = readObject(parser, 1);
      if (parser.hasNext()) {
        throw new IllegalArgumentException("something follows the object");
      }
      return object;
    } catch (JsonException | NoSuchElementException e) {
      throw new IllegalArgumentException("not JSON");
    }
  }

  private static Map<String, Object> readObject(JsonParser parser, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = checked(parser.getString());
      if (object.containsKey(name)) {
        throw new IllegalArgumentException("a name twice");
      }
      object.put(name, readValue(parser, parser.next(), depth));
    }
    return unmodifiable(object);
  }

  @SuppressWarnings("NullAway") // a claim may be null, and the maps' readers look for that
  private static Map<String, Object> unmodifiable(Map<String, @Nullable Object> object) {
    return Collections.unmodifiableMap(object);
  }

  @SuppressWarnings("NullAway") // as above
  private static List<Object> readArray(JsonParser parser, int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      array.add(readValue(parser, event, depth));
    }
    return Collections.unmodifiableList(array);
  }

  private static @Nullable Object readValue(JsonParser parser, Event event, int depth) {
    if (depth == MAX_DEPTH && (event == Event.START_OBJECT || event == Event.START_ARRAY)) {
      throw new IllegalArgumentException("too deep");
    }
    return switch (event) {
      case START_OBJECT -> readObject(parser, depth + 1);
      case START_ARRAY -> readArray(parser, depth + 1);
      case VALUE_STRING -> checked(parser.getString());
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("no value");
    };
  }

  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new IllegalArgumentException("half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  /** Long or BigInteger for a whole number, else Double, or BigDecimal where that is too small. */
  private static Number number(String text) {
    if (text.length() > MAX_DIGITS) {
      throw new IllegalArgumentException("a number too long");
    }
    // the parser has seen that it is a number: what else is in one makes it no whole number
    if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return text.length() <= MAX_LONG_DIGITS
          ? (Number) Long.valueOf(text)
          : (Number) new BigInteger(text);
    }
    BigDecimal decimal = new BigDecimal(text);
    if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
      throw new IllegalArgumentException("a number too large or too small");
    }
    double approximate = decimal.doubleValue();
    return Double.isInfinite(approximate) ? (Number) decimal : (Number) approximate;
  }
}
