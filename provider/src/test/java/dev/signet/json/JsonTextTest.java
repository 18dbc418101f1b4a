package dev.signet.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in JSON names its cause and its place; comments are no mistake. */
class JsonTextTest {
  private static final String FILE =
      """
      {
        "issuers": [
          {
            "issuerIdentifier": "https://www.myidp.ibm.com",
            "headerName": "jwt",
            "signatureAlgorithm": ["RS256", "ES256"],
            "clockSkew": 60,
            "tokenReuse": true
          }
        ]
      }
      """;

  /**
   * Whatever is deleted or inserted: every character that JSON knows, and some that it does not.
   */
  private static final String INSERTED = "{}[]\",:'\\/*#= \n\tx1-.e\u201c\u00a0";

  private static final Pattern LINE = Pattern.compile("line (\\d+)(, column (\\d+))?");

  private static final String HERE = " line 5, column 21";

  private static String mistake(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> JsonText.object(text), text)
            .getMessage());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("\"jwt\",", "\"jwt\"", "a comma is missing before line 6, column 7"),
        Arguments.of("\"RS256\",", "\"RS256\"", "a comma is missing before line 6, column 38"),
        Arguments.of("60,", "60", "a comma is missing before line 8, column 7"),
        Arguments.of("true", "true,", "a comma before the closing } on line 9, column 5"),
        Arguments.of("\"ES256\"", "", "a comma before the closing ] on line 6, column 39"),
        Arguments.of("60,", "60,,", "a comma too many at line 7, column 23"),
        Arguments.of("\"jwt\"", "\"jwt", "a string is not closed on line 5: see column 21"),
        Arguments.of("\"jwt\"", "'jwt'", "a single quote where JSON has a double one at" + HERE),
        Arguments.of(
            "\"headerName\"",
            "'headerName'",
            "a single quote where JSON has a double one at line 5, column 7"),
        Arguments.of(
            "\"jwt\"", "\u201cjwt\u201d", "the quotation mark U+201C where JSON has \" at" + HERE),
        Arguments.of("\"headerName\"", "headerName", "a name without quotes at line 5, column 7"),
        Arguments.of(
            "\"jwt\"",
            "jwt",
            "a text without quotes at" + HERE + ": only true, false and null have none"),
        Arguments.of(
            "true",
            "True",
            "a text without quotes at line 8, column 21: only true, false and null have none"),
        Arguments.of("60", "60s", "a text without quotes at line 7, column 20"),
        Arguments.of(
            "60", "060", "the number at line 7, column 20 is not written as JSON prescribes"),
        Arguments.of("60", "1e99999999999", "the number at line 7, column 20 is out of range"),
        Arguments.of("\"jwt\"", "", "a value is missing before line 5, column 21"),
        Arguments.of(
            "\"headerName\":",
            "\"headerName\" =",
            "a colon is expected at line 5, column 20, not the character ="),
        Arguments.of(
            "\"headerName\":", "\"headerName\"", "a colon is missing before line 5, column 20"),
        Arguments.of(
            "\"jwt\"",
            "\"a \"jwt\"\"",
            "text directly behind a string, whose quotes must be written as \\\", at line 5,"
                + " column 25"),
        Arguments.of(
            "\"jwt\"",
            "\"C:\\keys\"",
            "a single backslash at line 5, column 24: a backslash in a string is written as \\\\"),
        Arguments.of(
            "\"jwt\"", "\"\\u12g4\"", "\\u without four hexadecimal digits at line 5, column 22"),
        Arguments.of(
            "\"jwt\"",
            "\"j\twt\"",
            "a control character in a string at line 5, column 23: a tab is written as \\t"),
        Arguments.of(
            "\"jwt\",", "\"jwt\", # header", "a comment with # instead of // at line 5, column 28"),
        Arguments.of(
            "\"jwt\",",
            "\"jwt\" /",
            "a comma or } is expected at line 5, column 27, not the character /"),
        Arguments.of(
            "\"jwt\",", "\"jwt\", /* header", "the comment at line 5, column 28 is not closed"),
        Arguments.of(
            "\"jwt\",",
            "\"jwt\",\u00a0",
            "a name in double quotes is expected at line 5, column 27, not the character U+00A0"),
        Arguments.of(
            "\"ES256\"]",
            "\"ES256\"",
            "a ] is missing for the array of line 6 before line 7, column 18"),
        Arguments.of(
            "    }\n", "", "a } is missing for the object of line 3 before line 9, column 3"),
        Arguments.of(
            "  ]\n}\n", "  ]\n", "the file ends at line 10 before the object of line 1 is closed"),
        Arguments.of(
            "  ]\n}\n", "", "the file ends at line 9 before the array of line 2 is closed"),
        Arguments.of("  ]\n}\n", "  ]\n}\n}\n", "a } too many at line 12, column 1"),
        Arguments.of("  ]\n}\n", "  ]\n}\nx", "there is text after the end at line 12, column 1"),
        Arguments.of(
            "60,",
            "60, \"headerName\": \"x\",",
            "the name \"headerName\" is there twice in issuers[0]: at line 5, column 7 and at line 7,"
                + " column 24"),
        Arguments.of(
            "60,",
            "60, \"header\\u004eame\": \"x\",",
            "the name \"headerName\" is there twice in issuers[0]: at line 5, column 7 and at line 7,"
                + " column 24"),
        Arguments.of(
            "  ]\n}",
            "  ], \"issuers\": 1\n}",
            "the name \"issuers\" is there twice: at line 2, column 3 and at line 10, column 6"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aMistakeHasItsCauseAndItsPlace(String right, String wrong, String message) {
    int at = FILE.indexOf(right);
    assertTrue(at >= 0, right);
    assertEquals(
        message, mistake(FILE.substring(0, at) + wrong + FILE.substring(at + right.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is empty",
        "'  // nothing' | the file is empty",
        "[] | the file must begin with { at line 1, column 1, not the character [",
        "no JSON | the file must begin with { at line 1, column 1, not the character n",
        "'{' | the file ends at line 1 before the object of line 1 is closed",
        "{}{} | there is text after the end at line 1, column 3",
        "'{\"a\"' | the file ends at line 1 before the object of line 1 is closed",
        "'{\"a' | a string is not closed on line 1: see column 2",
        "'{\"a\": \"\\' | a single backslash at line 1, column 8: a backslash in a string is written as \\\\",
        "'{\"a\", \"b\"}' | a colon is missing before line 1, column 5",
        "'{\"a\": [\"b\": 1]}' | a ] is missing for the array of line 1 before line 1, column 11"
      })
  void aTextThatIsNoObjectSaysSo(String text, String message) {
    assertEquals(message, mistake(text));
  }

  @Test
  void anArrayIsAskedForByItsFirstCharacter() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> JsonText.array("{}"));
    assertEquals(
        "the file must begin with [ at line 1, column 1, not the character {", wrong.getMessage());
    assertEquals(1, JsonText.array("[1] // one").size());
  }

  @Test
  void whateverEndsALineCountsOnce() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertEquals(
          "a comma is missing before line 4, column 2",
          mistake(String.join(end, "{", "", "\"a\": 1", " \"b\": 2}")));
    }
  }

  @Test
  void nestingThatIsTooDeepIsAMistakeWithItsPlace() {
    assertEquals(
        "objects and arrays are nested too deeply at line 1, column 205",
        mistake("{\"a\":" + "[".repeat(5_000)));
  }

  @Test
  void commentsAreBlanksAndWhatLooksLikeOneInAStringIsNone() {
    String text =
        """
        // first
        { /* a "quote" and a { */ "a": "// no /* comment */ \\" // either", // "b": 1,
          "c"/**/: 1 /* over
          two lines */ } /*/ still a comment */ // last""";
    assertEquals("// no /* comment */ \" // either", JsonText.object(text).getString("a"));
    assertEquals(1, JsonText.object(text).getInt("c"));
    assertEquals(2, JsonText.object(text).size());
  }

  @Test
  void aMistakeBehindCommentsKeepsItsPlace() {
    assertEquals(
        "a comma is missing before line 3, column 9",
        mistake("// one\n{ \"a\": 1 /* two\n two */ \"b\": 2 }"));
  }

  /** The parser is the judge. What finds the mistake finds one exactly where the parser does. */
  @Test
  void everyTextThatDiffersByOneCharacterIsReadOrHasItsMistakeInTheFile() {
    assertEquals(Optional.empty(), refused(FILE));
    IntStream.range(0, FILE.length())
        .forEach(
            i -> {
              check(FILE.substring(0, i) + FILE.substring(i + 1));
              for (int k = 0; k < INSERTED.length(); k++) {
                char c = INSERTED.charAt(k);
                check(FILE.substring(0, i) + c + FILE.substring(i));
                check(FILE.substring(0, i) + c + FILE.substring(i + 1));
              }
              check(FILE.substring(0, i));
              check(FILE.substring(i));
            });
  }

  private static void check(String text) {
    Optional<String> message = refused(text);
    if (message.isEmpty()) {
      assertEquals(JsonMistake.UNKNOWN, JsonMistake.in(JsonComments.blank(text), '{'), text);
    }
    message.ifPresent(
        said -> {
          assertNotEquals(JsonMistake.UNKNOWN, said, text);
          assertFalse(said.matches("(?s).*(myidp|RS256|jakarta|parsson|java|token=).*"), said);
          assertTrue(said.equals("the file is empty") || isWithin(text, said), said + text);
        });
  }

  private static Optional<String> refused(String text) {
    try {
      var unused = JsonText.object(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isWithin(String text, String message) {
    Matcher place = LINE.matcher(message);
    String[] lines = text.split("\n", -1);
    boolean isNamed = false;
    while (place.find()) {
      isNamed = true;
      int line = Integer.parseInt(place.group(1));
      int column = place.group(3) == null ? 1 : Integer.parseInt(place.group(3));
      if (line > lines.length || column > lines[line - 1].length() + 1) {
        return false;
      }
    }
    return isNamed;
  }
}
