package dev.signet.jose;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart, believed in nothing. Every part is checked to be the one base64url text of
 * its bytes and every JSON text to be strict UTF-8 and shallow, since jose4j passes over both.
 */
final class ParsedJws {
  private static final int PARTS = 3;

  private final JsonWebSignature jws;
  private final Map<String, Object> header;
  private final byte[] payload;
  private final boolean isPadded;

  private ParsedJws(
      JsonWebSignature jws, Map<String, Object> header, byte[] payload, boolean isPadded) {
    this.jws = jws;
    this.header = header;
    this.payload = payload;
    this.isPadded = isPadded;
  }

  static ParsedJws parse(String compact) throws TokenRejectedException {
    boolean isPadded = compact.indexOf('=') >= 0;
    List<byte[]> parts =
        isPadded ? StrictParts.decodePadded(compact, PARTS) : StrictParts.decode(compact, PARTS);
    if (parts.get(2).length == 0) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
    Map<String, Object> header = StrictJson.object(parts.get(0));
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(compact);
      // keys are checked when they are loaded
      jws.setDoKeyValidation(false);
      return new ParsedJws(jws, header, parts.get(1), isPadded);
    } catch (JoseException e) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
  }

  /** A member of the JOSE header, where it is a string. */
  Optional<String> header(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A member of the JOSE header, whatever it is. */
  @Nullable Object headerMember(String name) {
    return header.get(name);
  }

  /** Whether the parts carry padding, which only one kind of issuer may send. */
  boolean isPadded() {
    return isPadded;
  }

  boolean hasHeader(String name) {
    return header.containsKey(name);
  }

  /** The claims set, unmodifiable all the way down. */
  Map<String, Object> claims() throws TokenRejectedException {
    return StrictJson.object(payload);
  }

  /** Verifies with one key and the token's own algorithm, which the key must be allowed for. */
  boolean isSignedBy(VerificationKey key) {
    try {
      jws.setAlgorithmConstraints(
          new AlgorithmConstraints(
              AlgorithmConstraints.ConstraintType.PERMIT,
              key.algorithms().stream().map(a -> a.jwaName()).toArray(String[]::new)));
      jws.setKey(key.key());
      return jws.verifySignature();
    } catch (JoseException e) {
      return false;
    }
  }
}
