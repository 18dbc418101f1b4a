package dev.signet.jose;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.Rejection;
import dev.signet.token.StrictJson;
import dev.signet.token.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart, believed in nothing. Every part is checked to be the one base64url text of
 * its bytes and every JSON text to be strict UTF-8 and shallow, since jose4j passes over both.
 */
public final class ParsedJws {
  private static final int PARTS = 3;

  /** Whatever the Java runtime has. */
  private static final ProviderContext PROVIDERS = new ProviderContext();

  private final String signedText;
  private final Map<String, Object> header;
  private final byte[] payload;
  private final byte[] signature;
  private final boolean isPadded;

  private ParsedJws(
      String signedText, Map<String, Object> header, List<byte[]> parts, boolean isPadded) {
    this.signedText = signedText;
    this.header = header;
    this.payload = parts.get(1);
    this.signature = parts.get(2);
    this.isPadded = isPadded;
  }

  public static ParsedJws parse(String compact) throws TokenRejectedException {
    boolean isPadded = compact.indexOf('=') >= 0;
    List<byte[]> parts =
        isPadded ? StrictParts.decodePadded(compact, PARTS) : StrictParts.decode(compact, PARTS);
    Map<String, Object> header = StrictJson.object(parts.get(0));
    if (parts.get(2).length == 0) {
      throw new TokenRejectedException(
          isUnsecured(header) ? Rejection.ALGORITHM_NOT_ALLOWED : Rejection.TOKEN_MALFORMED);
    }
    String signedText = compact.substring(0, compact.lastIndexOf('.'));
    return new ParsedJws(signedText, header, parts, isPadded);
  }

  /** No algorithm, {@code none}, or a name that no signature has: that is why there is none. */
  private static boolean isUnsecured(Map<String, Object> header) {
    return !(header.get("alg") instanceof String alg) || SignatureAlgorithm.named(alg).isEmpty();
  }

  /** A member of the JOSE header, where it is a string. */
  Optional<String> header(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A member of the JOSE header, whatever it is; null is as good as absent. */
  @Nullable Object headerMember(String name) {
    return header.get(name);
  }

  /** Whether the parts carry padding, which only one kind of issuer may send. */
  boolean isPadded() {
    return isPadded;
  }

  /** Whether a member is there, be it null: for those that are refused whatever they are. */
  boolean hasHeader(String name) {
    return header.containsKey(name);
  }

  /** The claims set, unmodifiable all the way down. */
  Map<String, Object> claims() throws TokenRejectedException {
    return StrictJson.object(payload);
  }

  /**
   * Verifies with one key and the token's own algorithm, which the key must be allowed for. Keys
   * have been checked when they were loaded.
   */
  public boolean isSignedBy(VerificationKey key) {
    Optional<SignatureAlgorithm> algorithm =
        header("alg").flatMap(SignatureAlgorithm::named).filter(key.algorithms()::contains);
    return algorithm.isPresent() && isSignedBy(key.key(), algorithm.get());
  }

  /** jose4j's algorithm alone: its class for tokens would take the token apart once more. */
  private boolean isSignedBy(PublicKey key, SignatureAlgorithm algorithm) {
    byte[] signed = signedText.getBytes(StandardCharsets.US_ASCII);
    try {
      return AlgorithmFactoryFactory.getInstance()
          .getJwsAlgorithmFactory()
          .getAlgorithm(algorithm.jwaName())
          .verifySignature(signature, key, signed, PROVIDERS);
    } catch (JoseException e) {
      return false;
    }
  }
}
