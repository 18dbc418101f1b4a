package dev.signet.token;

/** Makes a text of a server safe for a log: short, and only in harmless ASCII characters. */
public final class SafeText {
  private static final int MAX_LENGTH = 64;

  private SafeText() {}

  /**
   * Makes a text safe. Letters, digits and {@code . _ ~ : + = @ -} stay. Each other character
   * becomes a question mark, so that the text cannot forge a log line. After 64 characters the text
   * is cut.
   */
  public static String of(String word) {
    String start = word.length() <= MAX_LENGTH ? word : word.substring(0, MAX_LENGTH);
    String harmless = start.replaceAll("[^A-Za-z0-9._~:+=@-]", "?");
    return start.equals(word) ? harmless : harmless + "...";
  }
}
