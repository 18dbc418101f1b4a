package dev.signet.token;

import dev.signet.settings.TextPattern;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Matches patterns against texts of one token, and refuses the token when that takes too long. Each
 * character that is read counts as a step, and the limit of steps is for all texts together. The
 * refusal does not name the pattern. One instance serves one token.
 */
public final class BoundedMatching {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_STEPS = 500_000;

  /** The cost of a match that reads no character. */
  private static final int ONE_MATCH = 16;

  private final Rejection refusal;
  private int steps;

  /**
   * Starts without steps.
   *
   * @param refusal the reason for refusing a token that takes too long
   */
  public BoundedMatching(Rejection refusal) {
    this.refusal = refusal;
  }

  /**
   * Matches a pattern against a whole text.
   *
   * @param pattern the pattern
   * @param text the text
   * @return whether it matches
   * @throws TokenRejectedException where the text is longer than 1,024 characters or the match
   *     takes too long
   */
  public boolean fits(TextPattern pattern, String text) throws TokenRejectedException {
    return rewritten(pattern, text, "").isPresent();
  }

  /**
   * Matches a pattern against a whole text and builds another text from the match.
   *
   * @param pattern the pattern
   * @param text the text
   * @param replacement the text to build, with references to the pattern's groups
   * @return the replacement with the values of the groups, or empty where the pattern does not
   *     match
   * @throws TokenRejectedException as in {@link #fits}
   */
  public Optional<String> rewritten(TextPattern pattern, String text, String replacement)
      throws TokenRejectedException {
    if (text.length() > MAX_TEXT) {
      throw new TokenRejectedException(
          refusal,
          "a text is longer than " + MAX_TEXT + " characters, so no pattern is matched with it");
    }
    try {
      count(ONE_MATCH);
      Matcher matcher = pattern.pattern().matcher(new Counted(text));
      if (!matcher.matches()) {
        return Optional.empty();
      }
      StringBuilder result = new StringBuilder();
      matcher.appendReplacement(result, replacement);
      return Optional.of(result.toString());
    } catch (TooManyStepsException | StackOverflowError e) {
      // Java's matcher recurses for each repetition of a group
      throw new TokenRejectedException(refusal, "a pattern takes too many steps");
    }
  }

  private void count(int more) {
    steps += more;
    if (steps > MAX_STEPS) {
      throw new TooManyStepsException();
    }
  }

  /** Leaves the matcher, and is caught in this class. */
  private static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException() {
      super("too many steps", null, false, false);
    }
  }

  private final class Counted implements CharSequence {
    private final String text;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      count(1);
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
