package dev.signet.config;

/** What may be the name of a user or of a group. */
public final class Names {
  private Names() {}

  /**
   * Whether a text may be a name. Control characters would forge log lines; blanks around a name
   * make two of one.
   *
   * @param text any text
   * @return false for an empty one, and for one with control characters or with blanks around it
   */
  public static boolean isName(String text) {
    return !text.isEmpty() && text.equals(text.strip()) && !hasControl(text);
  }

  /** A plain loop: a large token has hundreds of names. */
  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
