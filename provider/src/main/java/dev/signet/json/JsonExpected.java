package dev.signet.json;

/** The mistakes at a character that is not the expected one. */
record JsonExpected(JsonCursor cursor) {

  /** An object or array that is not closed yet. */
  record Open(String kind, char closing, int begin) {}

  /** Quotation marks that word processors and web pages write instead of the plain ones. */
  private static final String CURLY_QUOTES = "\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb";

  IllegalArgumentException opening(char opening) {
    return other("the file must begin with " + opening);
  }

  IllegalArgumentException end() {
    return cursor.at('}') || cursor.at(']')
        ? at("a " + shown() + " too many")
        : at("there is text after the end");
  }

  IllegalArgumentException value() {
    return ",:}]".indexOf(cursor.peek()) >= 0
        ? before("a value is missing")
        : other("a value is expected");
  }

  IllegalArgumentException name(Open object) {
    if (cursor.at(',')) {
      return at("a comma too many");
    }
    if (Character.isLetterOrDigit(cursor.peek())) {
      return at("a name without quotes");
    }
    return cursor.at(']') ? comma(object) : other("a name in double quotes is expected");
  }

  IllegalArgumentException colon() {
    if (isBehindQuote()) {
      return quoteInString();
    }
    return cursor.at('=') || cursor.at(';')
        ? other("a colon is expected")
        : before("a colon is missing");
  }

  IllegalArgumentException comma(Open container) {
    int c = cursor.peek();
    String of = "the " + container.kind() + " of line " + cursor.place(container.begin()).line();
    if (c == '}' || c == ']' || (c == ':' && container.closing() == ']')) {
      return before("a " + container.closing() + " is missing for " + of);
    }
    if (isBehindQuote()) {
      return quoteInString();
    }
    return Character.isLetterOrDigit(c) || "\"{[-".indexOf(c) >= 0
        ? before("a comma is missing")
        : other("a comma or " + container.closing() + " is expected");
  }

  /** A letter directly behind a string: the quote before it may be meant as a part of it. */
  private boolean isBehindQuote() {
    return cursor.previous() == '"' && Character.isLetterOrDigit(cursor.peek());
  }

  private IllegalArgumentException quoteInString() {
    return at("text directly behind a string, whose quotes must be written as \\\",");
  }

  private IllegalArgumentException other(String expectation) {
    int c = cursor.peek();
    if (c == '\'') {
      return at("a single quote where JSON has a double one");
    }
    if (CURLY_QUOTES.indexOf(c) >= 0) {
      return at("the quotation mark " + shown() + " where JSON has \"");
    }
    if (c == '#') {
      return at("a comment with # instead of //");
    }
    return new IllegalArgumentException(
        expectation + " at " + cursor.here() + ", not the character " + shown());
  }

  private IllegalArgumentException at(String what) {
    return new IllegalArgumentException(what + " at " + cursor.here());
  }

  private IllegalArgumentException before(String what) {
    return new IllegalArgumentException(what + " before " + cursor.here());
  }

  /** The character here, by its number where it cannot be seen or is not of ASCII. */
  private String shown() {
    int c = cursor.peek();
    return c > ' ' && c < 0x7f ? Character.toString(c) : "U+%04X".formatted(c);
  }
}
