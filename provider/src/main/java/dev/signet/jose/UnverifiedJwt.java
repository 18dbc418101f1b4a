package dev.signet.jose;

import dev.signet.token.StrictJson;
import dev.signet.token.TokenRejectedException;
import java.util.Base64;
import java.util.Map;

/**
 * A JWT whose form has been checked and nothing else: no word in it is to be relied on.
 *
 * @param opened the signed token, and the key that decrypted it where it came encrypted
 * @param claims its claims set, unmodifiable
 */
record UnverifiedJwt(Decryption.Opened opened, Map<String, Object> claims) {
  private static final int JWS_DOTS = 2;
  private static final int JWE_DOTS = 4;

  /** Whether a text has as many parts as neither a JWS nor a JWE has. */
  static boolean isOpaque(String compact) {
    int dots = StrictParts.dots(compact);
    return dots != JWS_DOTS && dots != JWE_DOTS;
  }

  /** Reads a token, decrypted where it is a JWE. */
  static UnverifiedJwt read(String compact, Decryption decryption) throws TokenRejectedException {
    boolean isEncrypted = StrictParts.dots(compact) == JWE_DOTS;
    Decryption.Opened opened =
        isEncrypted ? decryption.open(compact) : Decryption.Opened.plain(ParsedJws.parse(compact));
    return new UnverifiedJwt(opened, opened.jws().claims());
  }

  /** The header of the token as it arrived; empty where it cannot be read. */
  static Map<String, Object> outerHeader(String compact) {
    try {
      String first = compact.substring(0, Math.max(0, compact.indexOf('.')));
      return StrictJson.object(Base64.getUrlDecoder().decode(first));
    } catch (TokenRejectedException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  ParsedJws jws() {
    return opened.jws();
  }
}
