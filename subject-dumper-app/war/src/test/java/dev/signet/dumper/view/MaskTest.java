package dev.signet.dumper.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {
  static final String TOKEN =
      encoded("{\"alg\":\"RS256\",\"kid\":\"k\"}")
          + "."
          + encoded("{\"sub\":\"testuser\"}")
          + ".c2ln";

  static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsTheLengthAndNothingElse() {
    assertEquals("masked, 0 characters", Mask.of(""));
    assertEquals("masked, 1 character", Mask.of("x"));
    assertEquals("masked, " + TOKEN.length() + " characters", Mask.token(TOKEN));
  }

  @Test
  void findsATokenAnywhereInAText() {
    assertEquals(
        "masked, " + (TOKEN.length() + 9) + " characters", Mask.token("see <" + TOKEN + ">..."));
    assertTrue(Mask.hasToken("Bearer " + TOKEN));
    assertTrue(Mask.hasToken("https://host/?access_token=" + TOKEN + "&x=1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"alg\":\"none\"}", "{ \"alg\" : \"ES256\" }", "{\n\"alg\":\"RS256\"}"})
  void knowsATokenByItsFirstPartHoweverThatIsWritten(String header) {
    assertTrue(Mask.hasToken(encoded(header) + "." + encoded("{}") + "."));
  }

  @Test
  void knowsAnEncryptedToken() {
    assertTrue(
        Mask.hasToken(encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..aXY.Y2lwaGVy.dGFn"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "testuser",
        "127.0.0.1:9080",
        "explorer.something.example.org",
        "1.2.3",
        "a.b.c",
        "text/html"
      })
  void leavesPlainTextAlone(String text) {
    assertEquals(text, Mask.token(text));
    assertEquals(new HeaderLine("X-Plain", text, false), HeaderLine.of("X-Plain", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jwt",
        "JWT",
        "jwt-1",
        "Jwt-12",
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "iv-creds",
        "X-Auth-Token",
        "X-Client-Secret",
        "X-Api-Key"
      })
  void masksAHeaderByItsName(String name) {
    assertEquals(new HeaderLine(name, "masked, 5 characters", true), HeaderLine.of(name, "short"));
  }

  @Test
  void masksAHeaderByItsValue() {
    assertTrue(HeaderLine.of("X-Other", TOKEN).masked());
    assertTrue(HeaderLine.of("X-Other-2", "A".repeat(64)).masked());
    assertFalse(HeaderLine.of("X-Other-2", "A".repeat(63)).masked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jwt-segments", "Accept", "User-Agent", "Host", "iv-user", "X-Forwarded-For"})
  void showsOrdinaryHeaders(String name) {
    assertEquals(new HeaderLine(name, "2", false), HeaderLine.of(name, "2"));
  }

  @Test
  void nothingOfTheTokenIsLeft() {
    String shown = HeaderLine.of("jwt", TOKEN).toString();
    for (String part : TOKEN.split("\\.", -1)) {
      assertFalse(shown.contains(part));
    }
    assertFalse(shown.contains("RS256"));
  }
}
