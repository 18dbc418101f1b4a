package dev.signet.json;

/** A place that moves through a JSON text. */
final class JsonCursor {
  /** What is read behind the last character. */
  static final int END = -1;

  private final String text;
  private int offset;

  JsonCursor(String text) {
    this.text = text;
  }

  int offset() {
    return offset;
  }

  /** The character here, or {@link #END}. */
  int peek() {
    return offset < text.length() ? text.charAt(offset) : END;
  }

  /** The character before this one. */
  int previous() {
    return offset == 0 ? END : text.charAt(offset - 1);
  }

  boolean at(char c) {
    return peek() == c;
  }

  void next() {
    offset++;
  }

  /** Goes behind a character if it is here. */
  boolean take(char c) {
    boolean isHere = at(c);
    if (isHere) {
      next();
    }
    return isHere;
  }

  /** Goes behind what JSON takes for white space, no other blanks. */
  void skipBlanks() {
    while (offset < text.length() && " \t\r\n".indexOf(text.charAt(offset)) >= 0) {
      offset++;
    }
  }

  /** Goes behind a word of letters, digits, underscores, or of others that a number has. */
  String takeWord(String others) {
    int begin = offset;
    while (offset < text.length() && isPartOfWord(text.charAt(offset), others)) {
      offset++;
    }
    return text.substring(begin, offset);
  }

  private static boolean isPartOfWord(char c, String others) {
    return Character.isLetterOrDigit(c) || c == '_' || others.indexOf(c) >= 0;
  }

  TextPlace here() {
    return TextPlace.of(text, offset);
  }

  TextPlace place(int at) {
    return TextPlace.of(text, at);
  }

  /** The line of the last character that is not blank. */
  int lastLine() {
    return TextPlace.of(text, Math.max(0, text.stripTrailing().length() - 1)).line();
  }
}
