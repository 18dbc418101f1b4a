package dev.signet.mpjwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.JwtPrincipal;
import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import dev.signet.TestPrincipals;
import dev.signet.testing.Tokens;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caller as both of its types. */
class TokenPrincipalTest {
  @TempDir private Path directory;

  private static final Tokens TOKEN =
      Tokens.good()
          .claim("aud", List.of("one", "two"))
          .claim("jti", "a-1")
          .claim("custom", 1.5)
          .claim("list", List.of(1, 2));

  private JwtPrincipal caller() throws Exception {
    return new TokenPrincipals().principal(TestPrincipals.of(directory, TOKEN));
  }

  @Test
  void itIsATokenAndStillTheSameCaller() throws Exception {
    JwtPrincipal caller = caller();
    JsonWebToken token = (JsonWebToken) caller;
    assertEquals(TestPrincipals.of(directory, TOKEN), caller);
    assertEquals("testuser", token.getName());
    assertEquals(Tokens.ISSUER, token.getIssuer());
    assertEquals("testuser", token.getSubject());
    assertEquals("a-1", token.getTokenID());
    assertEquals(Set.of("one", "two"), token.getAudience());
    assertEquals(Set.of("groupa"), token.getGroups());
    assertEquals(caller.expiresAt().getEpochSecond(), token.getExpirationTime());
    assertEquals(Tokens.NOW.getEpochSecond(), token.getIssuedAtTime());
    assertEquals(1.5, token.<JsonNumber>getClaim("custom").doubleValue());
    assertEquals(2, token.<JsonArray>getClaim("list").getInt(1));
    assertNull(token.getClaim("none"));
    assertFalse(token.containsClaim("none"));
  }

  @Test
  void theTokenStaysWithItsRequest() throws Exception {
    JsonWebToken token = (JsonWebToken) caller();
    assertNull(token.getRawToken());
    Runnable end = RequestToken.of(caller(), TOKEN.compact(), NextHop.NONE).enter();
    try {
      assertEquals(TOKEN.compact(), token.getRawToken());
      String written = written(token);
      assertFalse(written.contains(TOKEN.compact().substring(TOKEN.compact().lastIndexOf('.'))));
      assertEquals("testuser", token.toString());
    } finally {
      end.run();
    }
    assertNull(token.getRawToken());
  }

  /** As a server writes it into a session. */
  private static String written(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(object, in.readObject());
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
