package dev.signet.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Refuses regular expressions that can branch without reading a character: {@code (a*|b*)} forty
 * times in a row has 2^40 paths at the end of a text. A group branches where it is repeated or has
 * alternatives. Where such a group cannot match the empty text, there is at most one path at the
 * end. Back references and look-around groups would evade this check, so they are refused.
 */
final class PatternCheck {
  private final String expression;
  private final Deque<Group> open = new ArrayDeque<>();

  private PatternCheck(String expression) {
    this.expression = expression;
  }

  private record Group(int begin, boolean hasAlternatives) {}

  /**
   * Checks an expression that Java can compile.
   *
   * @throws IllegalArgumentException with a message that describes the mistake
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
      throw new IllegalArgumentException("has a back reference to a group, which is not supported");
    }
    if (escaped != 'Q') {
      return at + 2;
    }
    int end = expression.indexOf("\\E", at + 2);
    return end < 0 ? expression.length() : end + 2;
  }

  /** In a character class brackets nest, and a closing bracket in first place is a character. */
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
          "has a group that is not one of (...), (?:...), (?<name>...) and (?i)");
    }
    open.push(new Group(at, false));
    return isSpecial ? at + 2 : at + 1;
  }

  /** Inner groups are checked first, so the trial match ends at once. */
  private void close(Group group, int end) {
    boolean isRepeated = end < expression.length() && "*+?{".indexOf(expression.charAt(end)) >= 0;
    if ((isRepeated || group.hasAlternatives())
        && Pattern.compile(expression.substring(group.begin(), end)).matcher("").matches()) {
      throw new IllegalArgumentException(
          "has a group with | or a repetition that also matches the empty text: matching"
              + " could take exponential time");
    }
  }
}
