package dev.signet.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimPathTest {
  @Test
  void dotsGoIntoObjectsAndQuotesKeepThem() {
    assertEquals(List.of("groups"), ClaimPath.parse("groups").names());
    assertEquals(List.of("realm_access", "roles"), ClaimPath.parse("realm_access.roles").names());
    assertEquals(
        List.of("resource_access", "client.id", "roles"),
        ClaimPath.parse("resource_access.\"client.id\".roles").names());
    assertEquals(
        List.of("https://example.com/groups"),
        ClaimPath.parse("\"https://example.com/groups\"").names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "\"\"", "a.\"b", "\"a\"b", "\"a\"."})
  void aPathWithHolesIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ClaimPath.parse(text));
  }

  @Test
  void aStepThatIsMissingLeadsNowhere() {
    Map<String, Object> claims = Map.of("a", Map.of("b.c", List.of("x")), "t", "text");
    assertEquals(Optional.of(List.of("x")), ClaimPath.parse("a.\"b.c\"").valueIn(claims));
    assertEquals(Optional.empty(), ClaimPath.parse("a.b.c").valueIn(claims));
    assertEquals(Optional.empty(), ClaimPath.parse("t.a").valueIn(claims));
    assertEquals(Optional.empty(), ClaimPath.parse("none").valueIn(claims));
  }

  @Test
  void itIsWrittenAsItIsRead() {
    String text = "resource_access.\"client.id\".roles";
    assertEquals(text, ClaimPath.parse(text).toString());
  }
}
