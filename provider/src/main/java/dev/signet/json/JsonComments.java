package dev.signet.json;

/**
 * Comments in JSON: from {@code //} to the end of the line, and between {@code /*} and its end.
 * They become blanks, so every other character keeps its line and column.
 */
final class JsonComments {
  private static final String LINE = "//";
  private static final String BLOCK = "/*";
  private static final String BLOCK_END = "*/";

  private JsonComments() {}

  /**
   * The same text without comments.
   *
   * @throws IllegalArgumentException where a comment is not closed
   */
  static String blank(String text) {
    StringBuilder blanked = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        at = endOfString(text, at);
      } else if (text.startsWith(LINE, at)) {
        at = blank(blanked, at, endOfLine(text, at));
      } else if (text.startsWith(BLOCK, at)) {
        at = blank(blanked, at, endOfBlock(text, at));
      } else {
        at++;
      }
    }
    return blanked.toString();
  }

  /** Behind the string's end. A string ends with its line at the latest (RFC 8259 section 7). */
  private static int endOfString(String text, int begin) {
    int at = begin + 1;
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        return at + 1;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int endOfLine(String text, int begin) {
    int at = begin;
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfBlock(String text, int begin) {
    int end = text.indexOf(BLOCK_END, begin + BLOCK.length());
    if (end < 0) {
      throw new IllegalArgumentException(
          "the comment at " + TextPlace.of(text, begin) + " is not closed");
    }
    return end + BLOCK_END.length();
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static int blank(StringBuilder text, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (!isLineEnd(text.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
    return end;
  }
}
