package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.token.StrictJson.Element;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as RFC 7493 wants it, and nothing that two readers could read in two ways. */
class StrictJsonTest {
  private static void assertRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> StrictJson.object(json), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"a\"",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1} x",
        "{\"a\":1}{}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":\"\t\"}",
        "{\"a\":1",
        "{\"a\":[1 2]}",
        "\ufeff{}"
      })
  void whatIsNoJsonObjectIsRefused(String json) {
    assertRefused(json);
  }

  @Test
  void aNameStandsOnceAtEachLevel() {
    assertRefused("{\"a\":1,\"a\":1}");
    assertRefused("{\"a\":1,\"\\u0061\":2}");
    assertRefused("{\"b\":{\"a\":1,\"a\":2}}");
    assertEquals(2, StrictJson.object("{\"a\":{\"a\":1},\"b\":{\"a\":1}}").size());
  }

  @Test
  void sixteenLevelsAreReadAndNoMore() {
    String deepest = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}";
    assertEquals(1, StrictJson.object(deepest).size());
    assertRefused("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}");
    assertRefused("{\"a\":".repeat(17) + "1" + "}".repeat(17));
  }

  @Test
  void aNumberIsWhatItSaysAndOfBoundedLength() {
    Map<String, Object> numbers =
        StrictJson.object(
            "{\"long\":999999999999999999,\"big\":1000000000000000000,\"half\":0.5,\"e\":1e3,"
                + "\"huge\":1e400}");
    assertEquals(999_999_999_999_999_999L, numbers.get("long"));
    assertEquals(new BigInteger("1000000000000000000"), numbers.get("big"));
    assertEquals(0.5, numbers.get("half"));
    assertEquals(1000.0, numbers.get("e"));
    assertEquals(new BigDecimal("1e400"), numbers.get("huge"));
    assertEquals(1, StrictJson.object("{\"a\":" + "9".repeat(1_000) + "}").size());
    assertRefused("{\"a\":" + "9".repeat(1_001) + "}");
    assertRefused("{\"a\":1e10001}");
    assertRefused("{\"a\":1e-10001}");
  }

  @Test
  void halfOfASurrogatePairIsNoText() {
    assertEquals("\ud83d\ude00", StrictJson.object("{\"a\":\"\\ud83d\\ude00\"}").get("a"));
    assertRefused("{\"a\":\"\\ud83d\"}");
    assertRefused("{\"a\":\"\\ude00\\ud83d\"}");
    assertRefused("{\"\\ud83d\":1}");
  }

  @Test
  void bytesAreStrictUtf8AndNothingOfThemIsInTheRefusal() {
    byte[] latin = "{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> StrictJson.object(latin));
    assertEquals(Rejection.TOKEN_MALFORMED, refused.rejection());
    assertNull(refused.getCause());
  }

  @Test
  void whatIsReadCannotBeChanged() {
    Map<String, Object> object = StrictJson.object("{\"a\":{\"b\":[1]},\"n\":null}");
    assertThrows(UnsupportedOperationException.class, () -> object.put("c", 1));
    Map<?, ?> inner = (Map<?, ?>) Objects.requireNonNull(object.get("a"));
    assertThrows(UnsupportedOperationException.class, () -> inner.remove("b"));
    List<?> array = (List<?>) Objects.requireNonNull(inner.get("b"));
    assertThrows(UnsupportedOperationException.class, () -> array.remove(0));
    assertTrue(object.containsKey("n"), "a member that is null is there");
  }

  @Test
  void anElementThatCannotBeReadSpoilsNoOther() {
    List<Element> elements =
        StrictJson.elements(
            "{\"x\":{\"keys\":1},\"keys\":[{\"a\":1},null,5,{\"a\":1,\"a\":2},{\"b\":[[{}]]}]}",
            "keys");
    assertEquals(
        List.of(true, false, false, false, true),
        elements.stream().map(element -> element.fault().isEmpty()).toList());
    assertEquals(Map.of("a", 1L), elements.get(0).members());
    assertEquals(Map.of(), elements.get(3).members());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"keys\":{}}", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[]} x", "[]"})
  void theArrayIsThereOnceInAnObjectThatEnds(String json) {
    assertThrows(IllegalArgumentException.class, () -> StrictJson.elements(json, "keys"));
  }

  @Test
  void whatIsPassedOverIsNoDeeperThanFiveHundredLevels() {
    String deep = "{\"x\":" + "[".repeat(499) + "]".repeat(499) + ",\"keys\":[]}";
    assertEquals(List.of(), StrictJson.elements(deep, "keys"));
    String deeper = "{\"x\":" + "[".repeat(600) + "]".repeat(600) + ",\"keys\":[]}";
    assertThrows(IllegalArgumentException.class, () -> StrictJson.elements(deeper, "keys"));
  }
}
