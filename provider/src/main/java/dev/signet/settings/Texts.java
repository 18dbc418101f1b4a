package dev.signet.settings;

/** Checks on single texts. */
public final class Texts {
  private Texts() {}

  /**
   * The text, if the pattern matches all of it.
   *
   * @throws IllegalArgumentException with the message for other texts
   */
  public static String matching(String text, String pattern, String otherwise) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }
}
