package dev.signet.token;

/** A word of a server as it may stand in a log: short, and in harmless characters of ASCII. */
public final class SafeText {
  private static final int MAX_LENGTH = 64;

  private SafeText() {}

  /**
   * Makes a word harmless. Letters, digits and {@code . _ ~ : + = @ -} stay; each other character
   * is a question mark, so that no word can forge a line of a log; what is longer than 64
   * characters is cut.
   */
  public static String of(String word) {
    String start = word.length() <= MAX_LENGTH ? word : word.substring(0, MAX_LENGTH);
    String harmless = start.replaceAll("[^A-Za-z0-9._~:+=@-]", "?");
    return start.equals(word) ? harmless : harmless + "...";
  }
}
