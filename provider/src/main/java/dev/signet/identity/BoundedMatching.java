package dev.signet.identity;

import dev.signet.config.TextPattern;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Holds patterns against texts of one token, and refuses the token when that takes too long: every
 * character that is looked at counts, and how many there may be is for all texts together. It does
 * not say which pattern it was. Made anew for each token.
 */
final class BoundedMatching {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_STEPS = 500_000;

  /** What a match costs that looks at nothing. */
  private static final int ONE_MATCH = 16;

  private final Rejection refusal;
  private int steps;

  BoundedMatching(Rejection refusal) {
    this.refusal = refusal;
  }

  boolean fits(TextPattern pattern, String text) throws TokenRejectedException {
    return rewritten(pattern, text, "").isPresent();
  }

  /** The replacement with what the groups hold, or empty where the pattern does not fit it all. */
  Optional<String> rewritten(TextPattern pattern, String text, String replacement)
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
