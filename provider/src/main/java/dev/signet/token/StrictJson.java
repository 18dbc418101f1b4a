package dev.signet.token;

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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.parsson.JsonProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects (RFC 8259) under the rules of RFC 7493: strict UTF-8, no duplicate name, no
 * half of a surrogate pair. Depth and the size of numbers are limited. jose4j's own parser accepts
 * missing and extra commas, control characters and any depth. The result is unmodifiable.
 */
public final class StrictJson {
  static final int MAX_DEPTH = 16;
  private static final int MAX_SKIPPED_DEPTH = 500;
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_SCALE = 10_000;

  /** Names that most tokens have: they are the same objects in all of them that are remembered. */
  private static final Map<String, String> USUAL_NAMES =
      Stream.of(
              ("acr amr aud auth_time azp client_id email email_verified exp family_name given_name"
                      + " groups iat iss jti name nbf nonce preferred_username roles scope scp sid"
                      + " sub typ upn")
                  .split(" "))
          .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

  /** What a lenient decoder has in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  /** Created directly: a service look-up would use the class loader of the calling application. */
  private static final JsonProviderImpl PROVIDER = new JsonProviderImpl();

  private final JsonParser parser;

  /** The number of open objects and arrays. */
  private int depth;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * One element of an array.
   *
   * @param members the members of an object; empty where it is not an object or not valid
   * @param fault the reason why it is not; empty where it is one
   */
  public record Element(Map<String, Object> members, String fault) {}

  /** Reads an object of a token. */
  public static Map<String, Object> object(byte[] utf8) throws TokenRejectedException {
    try {
      return object(decoded(utf8));
    } catch (CharacterCodingException | IllegalArgumentException e) {
      // a parser's message contains the text, so it is dropped
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED, "a part is not a JSON object in UTF-8, as RFC 7493 has it");
    }
  }

  /** A lenient decoder is much faster, and shows whether there was anything but ASCII. */
  private static String decoded(byte[] utf8) throws CharacterCodingException {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.length() == utf8.length && text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /**
   * Reads an object from any text.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static Map<String, Object> object(String json) {
    return read(json, StrictJson::readObject);
  }

  /**
   * Reads the elements of an array that is a member of the object in a text. Other members are
   * skipped. An invalid element does not affect the others.
   *
   * @throws IllegalArgumentException where the text is not JSON, is not an object, or does not have
   *     exactly one such member
   */
  public static List<Element> elements(String json, String name) {
    return read(json, reader -> reader.readElementsOf(name));
  }

  private static <T> T read(String json, Function<StrictJson, T> reading) {
    try (JsonParser parser = PROVIDER.createParser(new StringReader(json))) {
      StrictJson reader = new StrictJson(parser);
      if (reader.next() != Event.START_OBJECT) {
        throw new IllegalArgumentException("not an object");
      }
      T result = reading.apply(reader);
      if (parser.hasNext()) {
        throw new IllegalArgumentException("text follows the object");
      }
      return result;
    } catch (JsonException | NoSuchElementException e) {
      throw new IllegalArgumentException("not JSON");
    }
  }

  /** Ends before the parser's own limit, which it reports with another exception. */
  private Event next() {
    if (depth > MAX_SKIPPED_DEPTH) {
      throw new IllegalArgumentException("nested far too deep");
    }
    Event event = parser.next();
    switch (event) {
      case START_OBJECT, START_ARRAY -> depth++;
      case END_OBJECT, END_ARRAY -> depth--;
      default -> {
        // the parser stays at this position
      }
    }
    return event;
  }

  private List<Element> readElementsOf(String name) {
    Optional<List<Element>> elements = Optional.empty();
    while (next() != Event.END_OBJECT) {
      boolean isWanted = parser.getString().equals(name);
      Event value = next();
      if (!isWanted) {
        leaveTo(1);
      } else if (elements.isPresent() || value != Event.START_ARRAY) {
        throw new IllegalArgumentException("the member " + name + " is duplicate or not an array");
      } else {
        elements = Optional.of(readElements());
      }
    }
    return elements.orElseThrow(
        () -> new IllegalArgumentException("the member " + name + " is missing"));
  }

  private List<Element> readElements() {
    int inArray = depth;
    List<Element> elements = new ArrayList<>();
    for (Event event = next(); event != Event.END_ARRAY; event = next()) {
      elements.add(readElement(event));
      leaveTo(inArray);
    }
    return elements;
  }

  private Element readElement(Event event) {
    if (event != Event.START_OBJECT) {
      return new Element(Map.of(), event == Event.VALUE_NULL ? "null" : "not an object");
    }
    try {
      return new Element(readObject(), "");
    } catch (IllegalArgumentException e) {
      return new Element(Map.of(), String.valueOf(e.getMessage()));
    }
  }

  /** Skips the rest of a value that is not read completely. */
  private void leaveTo(int outside) {
    while (depth > outside) {
      next();
    }
  }

  private Map<String, Object> readObject() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (next() != Event.END_OBJECT) {
      String read = checked(parser.getString());
      String name = USUAL_NAMES.getOrDefault(read, read);
      if (object.containsKey(name)) {
        throw new IllegalArgumentException("a duplicate name");
      }
      object.put(name, readValue(next()));
    }
    return unmodifiable(object);
  }

  @SuppressWarnings("NullAway") // a claim may be null, and the maps' readers look for that
  private static Map<String, Object> unmodifiable(Map<String, @Nullable Object> object) {
    return Collections.unmodifiableMap(object);
  }

  @SuppressWarnings("NullAway") // as above
  private List<Object> readArray() {
    ArrayList<@Nullable Object> array = new ArrayList<>();
    for (Event event = next(); event != Event.END_ARRAY; event = next()) {
      array.add(readValue(event));
    }
    array.trimToSize();
    return Collections.unmodifiableList(array);
  }

  private @Nullable Object readValue(Event event) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nested too deep");
    }
    return switch (event) {
      case START_OBJECT -> readObject();
      case START_ARRAY -> readArray();
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

  /**
   * Long or BigInteger for a whole number, otherwise Double, or BigDecimal where Double is too
   * small.
   */
  private static Number number(String text) {
    if (text.length() > MAX_DIGITS) {
      throw new IllegalArgumentException("a number too long");
    }
    // the parser has checked that it is a number: any other character makes it a fraction
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
