package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets: typed claims, and never the token. */
class JwtPrincipalTest {
  @TempDir Path directory;

  private final String token =
      Tokens.good()
          .claim("level", 3)
          .claim("ratio", 0.5)
          .claim("big", new Tokens.Raw("12345678901234567890"))
          .claim("vip", true)
          .claim("address", Map.of("city", "Bern", "lines", List.of("a", "b")))
          .claim("nothing", null)
          .compact();

  private JwtPrincipal principal() throws Exception {
    Authenticated result =
        assertInstanceOf(
            Authenticated.class,
            JwtAuthenticator.of(Configs.in(directory).load(), new SettableClock())
                .authenticate(Requests.withJwt(token)));
    return result.principal();
  }

  @Test
  void claimsAreTyped() throws Exception {
    JwtPrincipal principal = principal();
    assertEquals(Optional.of("testuser"), principal.stringClaim("sub"));
    assertEquals(Optional.of(3L), principal.numberClaim("level"));
    assertEquals(0.5, principal.numberClaim("ratio").orElseThrow().doubleValue());
    assertEquals("12345678901234567890", principal.numberClaim("big").orElseThrow().toString());
    assertEquals(Optional.of(true), principal.booleanClaim("vip"));
    assertEquals(Optional.of(List.of("groupa")), principal.arrayClaim("groups"));
    assertEquals(List.of("a", "b"), principal.objectClaim("address").orElseThrow().get("lines"));
  }

  @Test
  void aClaimOfAnotherTypeIsAbsent() throws Exception {
    JwtPrincipal principal = principal();
    assertEquals(Optional.empty(), principal.numberClaim("sub"));
    assertEquals(Optional.empty(), principal.stringClaim("level"));
    assertEquals(Optional.empty(), principal.stringClaim("nothing"));
    assertEquals(Optional.empty(), principal.objectClaim("none"));
    assertThrows(UnsupportedOperationException.class, () -> principal.claims().clear());
  }

  @Test
  void itSurvivesSerializationWithoutTheToken() throws Exception {
    JwtPrincipal principal = principal();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(principal);
    }
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    assertFalse(text.contains(token.substring(token.lastIndexOf('.') + 1)));
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      JwtPrincipal copy = (JwtPrincipal) in.readObject();
      assertEquals(principal, copy);
      assertEquals(principal.claims(), copy.claims());
      assertEquals(principal.groups(), copy.groups());
      assertEquals(principal.expiresAt(), copy.expiresAt());
    }
  }

  @Test
  void itPrintsTheNameOnly() throws Exception {
    assertEquals("testuser", principal().toString());
  }
}
