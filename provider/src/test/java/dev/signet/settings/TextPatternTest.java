package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of an administrator that texts of a caller are held against. */
class TextPatternTest {
  private static boolean fits(String expression, String text) {
    return TextPattern.parse(expression).pattern().matcher(text).matches();
  }

  private static void assertRefused(String expression) {
    assertThrows(IllegalArgumentException.class, () -> TextPattern.parse(expression), expression);
  }

  @Test
  void anExpressionHasAtMost256Characters() {
    assertEquals(256, TextPattern.parse("a".repeat(256)).pattern().pattern().length());
    assertRefused("a".repeat(257));
  }

  @Test
  void aDotIsAlsoACharacterThatEndsALine() {
    assertTrue(fits("a.b", "a\nb"));
    assertTrue(fits("a.b", "a\u2028b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a{2", "*", "\\", "a**b"})
  void whatIsNoExpressionIsRefused(String expression) {
    assertRefused(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a*|b*)*", "(a*)+", "(a|)", "(?:|a)", "(a?){2}", "(?<n>a*)?", "((a*))*"})
  void aBranchThatFitsNothingIsRefused(String expression) {
    assertRefused(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a)\\1", "(?<n>a)\\k<n>", "(?=a)a", "(?!b)a", "(?<=a)b", "(?<!a)b"})
  void whatRefersBackOrLooksAroundIsRefused(String expression) {
    assertRefused(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?>a)", "(?s)a", "(?i:a)", "(?x)a"})
  void aGroupOfAnotherKindIsRefused(String expression) {
    assertRefused(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a|b)+", "(?i)(ab)*", "(?<n>a+)?", "(a*)b", "(a*)", "(?:ab|c){2,3}"})
  void aGroupThatFitsSomethingMayBranch(String expression) {
    assertEquals(expression, TextPattern.parse(expression).pattern().pattern());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[(|)*]+", "[^](|]", "[a[(*]]", "\\(a*\\)*", "\\Q(a*)*\\Eb", "[\\](|]"})
  void whatLooksLikeAGroupAndIsNoneIsNoBranch(String expression) {
    assertEquals(expression, TextPattern.parse(expression).pattern().pattern());
  }
}
