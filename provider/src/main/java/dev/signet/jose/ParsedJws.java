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
 * A parsed token that is not verified. Every part must be the canonical base64url text of its
 * bytes. Every JSON text must be strict UTF-8 and of limited depth. jose4j checks neither.
 */
public final class ParsedJws {
  private static final int PARTS = 3;

  /** The providers of the Java runtime. */
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

  /**
   * Whether {@code alg} is missing, {@code none}, or not a signature algorithm, so that there is no
   * signature.
   */
  private static boolean isUnsecured(Map<String, Object> header) {
    return !(header.get("alg") instanceof String alg) || SignatureAlgorithm.named(alg).isEmpty();
  }

  /** A member of the JOSE header, where it is a string. */
  Optional<String> header(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A member of the JOSE header of any type; null counts as missing. */
  @Nullable Object headerMember(String name) {
    return header.get(name);
  }

  /** Whether the parts have padding, which only one preset allows. */
  boolean isPadded() {
    return isPadded;
  }

  /** Whether a member is present, even as null: for members that are refused with any value. */
  boolean hasHeader(String name) {
    return header.containsKey(name);
  }

  /** The claims set, unmodifiable all the way down. */
  Map<String, Object> claims() throws TokenRejectedException {
    return StrictJson.object(payload);
  }

  /**
   * Verifies the signature with one key and the token's algorithm, which must be allowed for the
   * key. Keys were checked when they were loaded.
   */
  public boolean isSignedBy(VerificationKey key) {
    Optional<SignatureAlgorithm> algorithm =
        header("alg").flatMap(SignatureAlgorithm::named).filter(key.algorithms()::contains);
    return algorithm.isPresent() && isSignedBy(key.key(), algorithm.get());
  }

  /**
   * Uses only the algorithm of jose4j, because its class for tokens would parse the token once
   * more.
   */
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
