package dev.signet.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Refuses regular expressions that can branch without looking at a character: {@code (a*|b*)} forty
 * times over has 2^40 ways through the end of a text. A group is a branch where it is repeated or
 * has alternatives; where such a group cannot fit the empty text, there is one way through the end
 * at most. References to groups and groups that look around would get past this check.
 */
final class PatternCheck {
  private final String expression;
  private final Deque<Group> open = new ArrayDeque<>();

  private PatternCheck(String expression) {
    this.expression = expression;
  }

  private record Group(int begin, boolean hasAlternatives) {}

  /**
   * Checks an expression that Java understands.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static void check(String expression) {
    PatternCheck check = new PatternCheck(expression);
    int position = 0;
    while (position < expression.length()) {
      position = check.step(position);
    }
  }

  private int step(int at) {
    return switch (expression.charAt(at)) {
      case '\\' -> behindEscape(at);
      case '[' -> behindClass(at);
      case '(' -> behindOpening(at);
      case '|' -> {
        if (!open.isEmpty()) {
          open.push(new Group(open.pop().begin(), true));
        }
        yield at + 1;
      }
      case ')' -> {
        close(open.pop(), at + 1);
        yield at + 1;
      }
      default -> at + 1;
    };
  }

  private int behindEscape(int at) {
    char escaped = expression.charAt(at + 1);
    if (escaped == 'k' || (escaped >= '1' && escaped <= '9')) {
      throw new IllegalArgumentException("refers back to a group, which is not supported");
    }
    if (escaped != 'Q') {
      return at + 2;
    }
    int end = expression.indexOf("\\E", at + 2);
    return end < 0 ? expression.length() : end + 2;
  }

  /** In a class brackets nest, and one that stands first is a character. */
  private int behindClass(int begin) {
    int at = expression.startsWith("^", begin + 1) ? begin + 2 : begin + 1;
    at = expression.startsWith("]", at) ? at + 1 : at;
    while (expression.charAt(at) != ']') {
      at =
          switch (expression.charAt(at)) {
            case '\\' -> behindEscape(at);
            case '[' -> behindClass(at);
            default -> at + 1;
          };
    }
    return at + 1;
  }

  private int behindOpening(int at) {
    if (expression.startsWith("(?i)", at)) {
      return at + "(?i)".length();
    }
    boolean isSpecial = expression.startsWith("(?", at);
    if (isSpecial && !expression.substring(at).matches("(?s)\\(\\?(:|<[a-zA-Z]).*")) {
      throw new IllegalArgumentException(
          "has a group that is none of (...), (?:...), (?<name>...) and (?i)");
    }
    open.push(new Group(at, false));
    return isSpecial ? at + 2 : at + 1;
  }

  /** Inner groups come first, so the trial is over at once. */
  private void close(Group group, int end) {
    boolean isRepeated = end < expression.length() && "*+?{".indexOf(expression.charAt(end)) >= 0;
    if ((isRepeated || group.hasAlternatives())
        && Pattern.compile(expression.substring(group.begin(), end)).matcher("").matches()) {
      throw new IllegalArgumentException(
          "has a group with | or with a repetition behind it that fits the empty text as well:"
              + " such a pattern can run away");
    }
  }
}
