package dev.signet.settings;

/** Decides which texts are valid names of users and groups. */
public final class Names {
  private static final char DELETE = 0x7f;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private Names() {}

  /**
   * Whether a text is a valid name. Control characters and line separators could forge log lines
   * and evade patterns, those of servers too. Blanks around a name would make two names of one.
   *
   * @param text any text
   * @return false for an empty one, and for one with control characters, with a line or paragraph
   *     separator (U+2028, U+2029), or with blanks around it
   */
  public static boolean isName(String text) {
    return !text.isEmpty() && !hasBlanksAround(text) && !hasControl(text);
  }

  /**
   * Whether a text begins or ends with a blank.
   *
   * @param text any text
   * @return true for a text of blanks alone, false for an empty one
   */
  public static boolean hasBlanksAround(String text) {
    return text.strip().length() < text.length();
  }

  /**
   * Whether a text has a control character or a line separator. A plain loop, because a large token
   * has hundreds of names.
   *
   * @param text any text
   * @return true for control characters (ISO), U+2028 and U+2029, anywhere in it
   */
  public static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < DELETE) {
        continue;
      }
      if (Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
        return true;
      }
    }
    return false;
  }
}
