package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.TokenLocation;
import dev.signet.settings.TextPattern;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Words of a caller or a server: how they may stand in a log, and what may be looked for in them.
 */
class SafeTextTest {
  private static BoundedMatching matching() {
    return new BoundedMatching(Rejection.USER_MISSING);
  }

  @Test
  void whatCouldForgeALineIsAQuestionMark() {
    assertEquals("a.b_c~d:e+f=g@h-1", SafeText.of("a.b_c~d:e+f=g@h-1"));
    assertEquals("a?b?c????", SafeText.of("a\nb c\u00e4\u2028{}"));
    assertEquals("", SafeText.of(""));
  }

  @Test
  void aWordOfMoreThan64CharactersIsCut() {
    assertEquals("a".repeat(64), SafeText.of("a".repeat(64)));
    assertEquals("a".repeat(64) + "...", SafeText.of("a".repeat(65)));
    assertEquals("?".repeat(64) + "...", SafeText.of("\n".repeat(1000)));
  }

  @Test
  void aPatternFitsAWholeTextAndItsGroupsWriteAnother() throws Exception {
    TextPattern pattern = TextPattern.parse("([a-z]+)@(?<host>.+)");
    assertTrue(matching().fits(pattern, "jane@example"));
    assertFalse(matching().fits(pattern, "jane@"));
    assertEquals(
        Optional.of("example\\jane"),
        matching().rewritten(pattern, "jane@example", "${host}\\\\$1"));
    assertEquals(Optional.empty(), matching().rewritten(pattern, " jane@example", "$1"));
  }

  @Test
  void aTextOfMoreThan1024CharactersRefusesTheToken() throws Exception {
    TextPattern all = TextPattern.parse(".*");
    assertTrue(matching().fits(all, "a".repeat(1024)));
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> matching().fits(all, "a".repeat(1025)));
    assertEquals(Rejection.USER_MISSING, refused.rejection());
  }

  @Test
  void allTextsOfATokenTogetherMayTakeSoLongAndNoLonger() throws Exception {
    TextPattern pattern = TextPattern.parse("a*b");
    String text = "a".repeat(1000);
    BoundedMatching matching = matching();
    for (int i = 0; i < 100; i++) {
      assertFalse(matching.fits(pattern, text));
    }
    assertThrows(
        TokenRejectedException.class,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            var unused = matching.fits(pattern, text);
          }
        });
    assertFalse(matching().fits(pattern, text), "the next token begins anew");
  }

  @Test
  void aTokenHasTheCharactersOfABearerTokenAndALimitedLength() throws Exception {
    TokenLocation place = new TokenLocation.Header("jwt");
    String longest = "a".repeat(CompactJwt.MAX_LENGTH);
    assertEquals(longest, CompactJwt.of(longest, place).value());
    for (String text : new String[] {"a b", "a\n", "a,b", "a%20", "\u00e4", "\u0161", "a\u0000"}) {
      assertEquals(
          Rejection.TOKEN_MALFORMED,
          assertThrows(TokenRejectedException.class, () -> CompactJwt.of(text, place)).rejection());
    }
    assertEquals(
        Rejection.TOKEN_TOO_LONG,
        assertThrows(TokenRejectedException.class, () -> CompactJwt.of(longest + "a", place))
            .rejection());
  }
}
