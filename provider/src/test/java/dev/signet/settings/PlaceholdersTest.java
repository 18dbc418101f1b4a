package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for something else in a value. */
class PlaceholdersTest {
  private static final Placeholders PLACEHOLDERS =
      KnownValues.of(Map.of("PASSWORD", "a$1\\b", "EMPTY", ""), Map.of("user.name", "wlp"));

  @Test
  void theEnvironmentAndTheSystemPropertiesAreLookedUp() {
    assertEquals("wlp and wlp", PLACEHOLDERS.resolve("${sys.user.name} and ${sys.user.name}"));
    assertEquals("x", PLACEHOLDERS.resolve("x${env.EMPTY}"));
  }

  @Test
  void aValueIsTakenAsItIsWhateverCharactersAreInIt() {
    assertEquals("a$1\\b", PLACEHOLDERS.resolve("${env.PASSWORD}"));
  }

  @Test
  void aValueIsNotLookedIntoOnceMore() {
    Placeholders nested = KnownValues.of(Map.of("A", "${env.B}", "B", "x"), Map.of());
    assertEquals("${env.B}", nested.resolve("${env.A}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env.OTHER}", "${sys.other}", "${other}", "${}", "${row.x}"})
  void whatStandsForNothingIsAMistakeThatNamesItAndNothingElse(String text) {
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class, () -> PLACEHOLDERS.resolve("a secret " + text));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith(text));
  }

  @Test
  void aDollarWithoutBracesIsADollar() {
    assertEquals("$1 {x} $", PLACEHOLDERS.resolve("$1 {x} $"));
  }

  @Test
  void aRowsColumnsAreKnownInItAlone() {
    Placeholders inRow = PLACEHOLDERS.with(new Table.Row("line 2", Map.of("host", "h1")));
    assertEquals("h1", inRow.resolve("${row.host}"));
    assertThrows(IllegalArgumentException.class, () -> inRow.resolve("${row.port}"));
    assertThrows(IllegalArgumentException.class, () -> PLACEHOLDERS.resolve("${row.host}"));
  }

  @Test
  void inAReplacementANameWithoutADotIsAGroupAndAValueIsLiteral() {
    String replacement = PLACEHOLDERS.resolveInTemplate("${name}-$1-${env.PASSWORD}");
    assertEquals("${name}-$1-a\\$1\\\\b", replacement);
    assertEquals("x-x-a$1\\b", Pattern.compile("(?<name>x)").matcher("x").replaceAll(replacement));
  }
}
