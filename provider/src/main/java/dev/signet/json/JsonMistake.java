package dev.signet.json;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds why a text is not JSON. The parser has refused the text before; this class only says why.
 * Comments are blanks here.
 */
final class JsonMistake {
  /** What is said where the parser refused a text in which this class finds nothing wrong. */
  static final String UNKNOWN = "the file is not JSON";

  private static final int MAX_DEPTH = 200;
  private static final Set<String> WORDS = Set.of("true", "false", "null");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern SHOWN_NAME = Pattern.compile("[\\w$.#-]{1,64}");

  private final JsonCursor cursor;
  private final JsonExpected expected;
  private final Deque<JsonExpected.Open> open = new ArrayDeque<>();

  private JsonMistake(String text) {
    this.cursor = new JsonCursor(text);
    this.expected = new JsonExpected(cursor);
  }

  /**
   * The first mistake.
   *
   * @param text the text without comments
   * @param opening the character that the text must begin with
   */
  static String in(String text, char opening) {
    try {
      new JsonMistake(text).document(opening);
      return UNKNOWN;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void document(char opening) {
    cursor.skipBlanks();
    if (cursor.peek() == JsonCursor.END) {
      throw new IllegalArgumentException("the file is empty");
    }
    if (!cursor.at(opening)) {
      throw expected.opening(opening);
    }
    value("");
    cursor.skipBlanks();
    if (cursor.peek() != JsonCursor.END) {
      throw expected.end();
    }
  }

  private void value(String path) {
    refuseEnd();
    int c = cursor.peek();
    if (c == '{') {
      Map<String, Integer> names = new HashMap<>();
      each(new JsonExpected.Open("object", '}', cursor.offset()), i -> member(path, names));
    } else if (c == '[') {
      each(new JsonExpected.Open("array", ']', cursor.offset()), i -> value(path + "[" + i + "]"));
    } else if (c == '"') {
      JsonStringScan.read(cursor);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      number();
    } else if (Character.isLetter(c)) {
      word();
    } else {
      throw expected.value();
    }
  }

  private interface Element {
    void read(int index);
  }

  private void each(JsonExpected.Open container, Element element) {
    open.push(container);
    if (open.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "objects and arrays are nested too deeply at " + cursor.here());
    }
    cursor.next();
    cursor.skipBlanks();
    if (!cursor.take(container.closing())) {
      int index = 0;
      do {
        element.read(index++);
        cursor.skipBlanks();
        refuseEnd();
      } while (isFollowed(container));
    }
    open.pop();
  }

  /** Goes behind a comma, or behind the end of the container. */
  private boolean isFollowed(JsonExpected.Open container) {
    if (cursor.take(container.closing())) {
      return false;
    }
    if (!cursor.take(',')) {
      throw expected.comma(container);
    }
    cursor.skipBlanks();
    if (cursor.at(container.closing())) {
      throw new IllegalArgumentException(
          "a comma before the closing " + container.closing() + " on " + cursor.here());
    }
    return true;
  }

  private void member(String path, Map<String, Integer> names) {
    refuseEnd();
    if (!cursor.at('"')) {
      throw expected.name(open.element());
    }
    int begin = cursor.offset();
    String name = JsonStringScan.read(cursor);
    cursor.skipBlanks();
    refuseEnd();
    if (!cursor.take(':')) {
      throw expected.colon();
    }
    Integer twin = names.putIfAbsent(name, begin);
    if (twin != null) {
      throw new IllegalArgumentException(
          (SHOWN_NAME.matcher(name).matches() ? "the name \"" + name + "\"" : "a name")
              + " is there twice"
              + (path.isEmpty() ? "" : " in " + path)
              + ": at "
              + cursor.place(twin)
              + " and at "
              + cursor.place(begin));
    }
    cursor.skipBlanks();
    String shown = SHOWN_NAME.matcher(name).matches() ? name : "?";
    value(path.isEmpty() ? shown : path + "." + shown);
  }

  private void number() {
    TextPlace begin = cursor.here();
    String text = cursor.takeWord("+-.");
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text.chars().anyMatch(Character::isLetter)
              ? "a text without quotes at " + begin
              : "the number at " + begin + " is not written as JSON prescribes");
    }
    try {
      var unused = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the number at " + begin + " is out of range", e);
    }
  }

  private void word() {
    TextPlace begin = cursor.here();
    if (!WORDS.contains(cursor.takeWord(""))) {
      throw new IllegalArgumentException(
          "a text without quotes at " + begin + ": only true, false and null have none");
    }
  }

  private void refuseEnd() {
    if (cursor.peek() == JsonCursor.END) {
      JsonExpected.Open inner = open.element();
      throw new IllegalArgumentException(
          "the file ends at line "
              + cursor.lastLine()
              + " before the "
              + inner.kind()
              + " of line "
              + cursor.place(inner.begin()).line()
              + " is closed");
    }
  }
}
