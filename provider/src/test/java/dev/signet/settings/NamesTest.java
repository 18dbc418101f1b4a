package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be the name of a user or a group. */
class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "Jane Doe", "cn=a,o=b", "J\u00fcrgen", "a\u00a0b", "\"a\"", "\ud83d\ude00"})
  void aNameMayHaveBlanksInsideAndAnyLetters(String name) {
    assertTrue(Names.isName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "\u3000a",
        "a\tb",
        "a\nb",
        "a\u0000",
        "a\u0085b",
        "a\u2028b",
        "a\u2029"
      })
  void whatWouldLookLikeAnotherNameOrForgeALineIsNone(String text) {
    assertFalse(Names.isName(text));
  }

  @Test
  void blanksAreNoControlCharacters() {
    assertFalse(Names.hasControl(" a b "));
    assertTrue(Names.hasControl("a\u007f"));
  }
}
