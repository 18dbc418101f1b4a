package dev.signet.settings;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that is matched against a whole text of a token. A dot matches every
 * character, also those that end a line. The expression is the administrator's, but an attacker may
 * choose the text, so the cost of a match is limited. {@code dev.signet.token} counts each
 * character that a match reads and stops at a limit. At the end of the text Java's matcher reads no
 * character, so {@link PatternCheck} refuses expressions that could branch there, when they are
 * loaded.
 *
 * @param pattern the expression, checked
 */
public record TextPattern(Pattern pattern) {
  /** The longest expression, in characters. */
  static final int MAX_LENGTH = 256;

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with a message that describes the mistake
   */
  public static TextPattern parse(String expression) {
    if (expression.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
    }
    try {
      Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
      PatternCheck.check(expression);
      return new TextPattern(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a regular expression: " + mistake(expression, e), e);
    }
  }

  /** What is wrong, in our own words: what would make it right, or else the place. */
  private static String mistake(String expression, PatternSyntaxException e) {
    if (expression.endsWith("\\") && compiles(expression + "\\")) {
      return "its last \\ stands before nothing";
    }
    if (compiles(expression + ")")) {
      return "a ( is not closed";
    }
    if (compiles(expression + "]")) {
      return "a [ is not closed";
    }
    if (compiles("(" + expression)) {
      return "a ) has no (";
    }
    int place = Math.max(1, Math.min(e.getIndex() + 1, expression.length()));
    return "see its character " + place;
  }

  private static boolean compiles(String expression) {
    try {
      var unused = Pattern.compile(expression, Pattern.DOTALL);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
