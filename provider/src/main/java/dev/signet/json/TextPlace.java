package dev.signet.json;

/**
 * A place in a text, as editors count it.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record TextPlace(int line, int column) {

  /** The place of a character; of the text's length, the place behind its last character. */
  static TextPlace of(String text, int offset) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < offset; i++) {
      boolean isCrLf = text.startsWith("\r\n", i);
      if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !isCrLf)) {
        line++;
        begin = i + 1;
      }
    }
    return new TextPlace(line, offset - begin + 1);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
