package dev.signet.token;

/** Makes a text of a server safe for a log: short, and only in harmless ASCII characters. */
public final class SafeText {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_PATH = 200;
  private static final int MAX_VALUE = 100;
  private static final String WITH_SLASHES = "[^A-Za-z0-9._~:+=@/-]";

  private SafeText() {}

  /**
   * Makes a text safe. Letters, digits and {@code . _ ~ : + = @ -} stay. Each other character
   * becomes a question mark, so that the text cannot forge a log line. After 64 characters the text
   * is cut.
   */
  public static String of(String word) {
    return safe(word, MAX_LENGTH, "[^A-Za-z0-9._~:+=@-]");
  }

  /** Makes the path of a request safe: the same with slashes, cut after 200 characters. */
  public static String path(String path) {
    return safe(path, MAX_PATH, WITH_SLASHES);
  }

  /** Makes the value of a claim safe: the same with slashes, cut after 100 characters. */
  public static String value(String value) {
    return safe(value, MAX_VALUE, WITH_SLASHES);
  }

  private static String safe(String text, int length, String harmful) {
    String start = text.length() <= length ? text : text.substring(0, length);
    String harmless = start.replaceAll(harmful, "?");
    return start.equals(text) ? harmless : harmless + "...";
  }
}
