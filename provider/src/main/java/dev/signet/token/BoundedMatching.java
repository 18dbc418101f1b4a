package dev.signet.token;

import dev.signet.settings.TextPattern;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Holds patterns against texts of one token, and refuses the token when that takes too long: every
 * character that is looked at counts, and how many there may be is for all texts together. It does
 * not say which pattern it was. Made anew for each token.
 */
public final class BoundedMatching {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_STEPS = 500_000;

  /** What a match costs that looks at nothing. */
  private static final int ONE_MATCH = 16;

  private final Rejection refusal;
  private int steps;

  /**
   * Nothing has been looked at yet.
   *
   * @param refusal why a token is refused whose texts take too long
   */
  public BoundedMatching(Rejection refusal) {
    this.refusal = refusal;
  }

  /**
   * Holds a pattern against a whole text.
   *
   * @param pattern the pattern
   * @param text the text
   * @return whether it fits
   * @throws TokenRejectedException where the text is longer than 1,024 characters or it takes too
   *     long
   */
  public boolean fits(TextPattern pattern, String text) throws TokenRejectedException {
    return rewritten(pattern, text, "").isPresent();
  }

  /**
   * Holds a pattern against a whole text and writes another one from it.
   *
   * @param pattern the pattern
   * @param text the text
   * @param replacement what is written, with references to the pattern's groups
   * @return the replacement with what the groups hold, or empty where the pattern does not fit it
   *     all
   * @throws TokenRejectedException as in {@link #fits}
   */
  public Optional<String> rewritten(TextPattern pattern, String text, String replacement)
      throws TokenRejectedException {
    if (text.length() > MAX_TEXT) {
      throw new TokenRejectedException(refusal);
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
      // Java's matcher goes down one level for each repetition of a group
      throw new TokenRejectedException(refusal);
    }
  }

  private void count(int more) {
    steps += more;
    if (steps > MAX_STEPS) {
      throw new TooManyStepsException();
    }
  }

  /** Gets through the matcher, and no further than this class. */
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
