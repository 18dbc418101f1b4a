package dev.signet.settings;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that is held against a whole text from a token; a dot stands for every
 * character, also for those that end a line. It comes from the administrator and the text from
 * anywhere, so matching must not run away. Two things see to that: {@code dev.signet.token} counts
 * each character a match looks at and gives up after so many; and since Java's matcher looks at no
 * character where the text has ended, {@link PatternCheck} refuses the expressions that could
 * branch there, when they are loaded.
 *
 * @param pattern the expression, checked
 */
public record TextPattern(Pattern pattern) {
  /** The longest expression, in characters. */
  static final int MAX_LENGTH = 256;

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with what is wrong with it
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
      throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
    }
  }
}
