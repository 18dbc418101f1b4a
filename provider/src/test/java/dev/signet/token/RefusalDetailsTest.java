package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalDetailsTest {
  @Test
  void allOfItIsOneLine() {
    RefusalDetails details =
        RefusalDetails.of(List.of("exp is 95 s ago, clockSkew is 60 s"))
            .ofDefinition("corp")
            .withHeader(Map.of("alg", "RS256", "kid", "k1", "typ", "JWT"));
    assertEquals(
        "definition corp, alg RS256, kid k1, typ JWT: exp is 95 s ago, clockSkew is 60 s",
        details.toString());
    assertEquals("", RefusalDetails.NONE.toString());
    assertEquals("GET /app", RefusalDetails.NONE.appendedTo("GET /app"));
    assertEquals(
        "GET /app: header jwt is empty",
        RefusalDetails.of(List.of("header jwt is empty")).appendedTo("GET /app"));
  }

  @Test
  void whatIsKnownFirstStays() {
    RefusalDetails details =
        RefusalDetails.NONE.ofDefinition("first").withHeader(Map.of("alg", "RS256"));
    assertSame(details, details.ofDefinition("second"));
    assertSame(details, details.withHeader(Map.of("alg", "dir", "kid", "other")));
  }

  @Test
  void theHeaderIsCutAndInSafeCharacters() {
    Map<String, @Nullable Object> header = new HashMap<>();
    header.put("alg", "RS256\nWARNING forged");
    header.put("kid", "k".repeat(65));
    header.put("typ", List.of("a"));
    RefusalDetails details = of(header);
    assertEquals("RS256?WARNING?forged", details.alg());
    assertEquals("k".repeat(64) + "...", details.kid());
    assertEquals("(not a string)", details.typ());
    header.put("typ", null);
    assertEquals("", of(header).typ());
  }

  @SuppressWarnings("NullAway") // as a parsed header may have it
  private static RefusalDetails of(Map<String, @Nullable Object> header) {
    return RefusalDetails.NONE.withHeader(Collections.unmodifiableMap(header));
  }

  @Test
  void aSettingCannotForgeALineOrMakeItEndless() {
    RefusalDetails details =
        RefusalDetails.of(List.of("aud must have one of a\r\nb\u2028c\u202ed", "x".repeat(1000)));
    assertEquals(List.of("aud must have one of a??b?c?d", "x".repeat(300)), details.sentences());
    assertEquals("a?b", RefusalDetails.NONE.ofDefinition("a\nb").definition());
    assertEquals(
        6,
        RefusalDetails.of(IntStream.range(0, 9).mapToObj(String::valueOf).toList())
            .sentences()
            .size());
  }

  @Test
  void aLongListOfSettingsIsCut() {
    assertEquals("a, b, c, d, e", RefusalDetails.anyOf(List.of("e", "d", "c", "b", "a")));
    assertEquals(
        "a, b, c, d, e and 2 more",
        RefusalDetails.anyOf(List.of("g", "f", "e", "d", "c", "b", "a")));
  }
}
