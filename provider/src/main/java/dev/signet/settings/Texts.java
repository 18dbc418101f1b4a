package dev.signet.settings;

/** Checks on single texts. */
public final class Texts {
  private Texts() {}

  /**
   * The text, if the pattern fits all of it.
   *
   * @throws IllegalArgumentException with what to say otherwise
   */
  public static String matching(String text, String pattern, String otherwise) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }
}
