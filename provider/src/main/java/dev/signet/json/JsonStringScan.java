package dev.signet.json;

/** Reads a string of a JSON text (RFC 8259 section 7), and says what is wrong with it. */
final class JsonStringScan {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";
  private static final int FIRST_PRINTED = 0x20;

  private final JsonCursor cursor;
  private final StringBuilder value = new StringBuilder();

  private JsonStringScan(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Goes behind the string that begins here.
   *
   * @return its value
   * @throws IllegalArgumentException with the mistake, its line and its column
   */
  static String read(JsonCursor cursor) {
    JsonStringScan scan = new JsonStringScan(cursor);
    TextPlace begin = cursor.here();
    cursor.next();
    while (!cursor.take('"')) {
      int c = cursor.peek();
      if (c == JsonCursor.END || c == '\n' || c == '\r') {
        throw new IllegalArgumentException(
            "a string is not closed on line " + begin.line() + ": see column " + begin.column());
      }
      scan.character((char) c);
    }
    return scan.value.toString();
  }

  private void character(char c) {
    if (c < FIRST_PRINTED) {
      throw new IllegalArgumentException(
          "a control character in a string at " + cursor.here() + ": a tab is written as \\t");
    }
    if (c == '\\') {
      escape();
    } else {
      value.append(c);
      cursor.next();
    }
  }

  private void escape() {
    TextPlace begin = cursor.here();
    cursor.next();
    int c = cursor.peek();
    int known = c == JsonCursor.END ? -1 : ESCAPES.indexOf(c);
    if (known >= 0) {
      value.append(ESCAPED.charAt(known));
      cursor.next();
    } else if (c == 'u') {
      cursor.next();
      value.append(unicode(begin));
    } else {
      throw new IllegalArgumentException(
          "a single backslash at " + begin + ": a backslash in a string is written as \\\\");
    }
  }

  private char unicode(TextPlace begin) {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = cursor.peek() < 0x7f ? Character.digit(cursor.peek(), 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("\\u without four hexadecimal digits at " + begin);
      }
      code = code * 16 + digit;
      cursor.next();
    }
    return (char) code;
  }
}
