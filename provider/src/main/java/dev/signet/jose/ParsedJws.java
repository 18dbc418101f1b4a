package dev.signet.jose;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.StrictJson;
import dev.signet.token.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed token that is not verified. Every part must be the canonical base64url text of its
 * bytes. Every JSON text must be strict UTF-8 and of limited depth. jose4j checks neither.
 */
final class ParsedJws {
  private static final int PARTS = 3;
  private static final String MEDIA_TYPE = "application/";

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

  static ParsedJws parse(String compact) throws TokenRejectedException {
    boolean isPadded = compact.indexOf('=') >= 0;
    List<byte[]> parts =
        isPadded ? StrictParts.decodePadded(compact, PARTS) : StrictParts.decode(compact, PARTS);
    Map<String, Object> header = StrictJson.object(parts.get(0));
    if (parts.get(2).length == 0) {
      throw new TokenRejectedException(
              isUnsecured(header) ? Rejection.ALGORITHM_NOT_ALLOWED : Rejection.TOKEN_MALFORMED,
              "the token has no signature")
          .withHeader(header);
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

  /** All members of the JOSE header, unverified. */
  Map<String, Object> header() {
    return header;
  }

  /** Whether the parts have padding, which only one preset allows. */
  boolean isPadded() {
    return isPadded;
  }

  /** Whether a member is present, even as null: for members that are refused with any value. */
  private boolean hasHeader(String name) {
    return header.containsKey(name);
  }

  /**
   * Checks what a header may say before a key is looked for.
   *
   * @param pinned the algorithms that the issuer may use
   * @param types the values of {@code typ} that are accepted
   * @return the token's algorithm
   */
  SignatureAlgorithm checkHeader(Set<SignatureAlgorithm> pinned, Set<String> types)
      throws TokenRejectedException {
    if (hasHeader("crit") || hasHeader("b64")) {
      throw new TokenRejectedException(
          Rejection.HEADER_CRITICAL, "crit and b64 are refused with any value");
    }
    if (!types.contains(type())) {
      throw new TokenRejectedException(
          Rejection.TYPE_NOT_ALLOWED, "typ must be one of " + RefusalDetails.anyOf(types));
    }
    if (headerMember("kid") != null && header("kid").isEmpty()) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED, "kid must be a string");
    }
    Optional<SignatureAlgorithm> algorithm =
        header("alg").flatMap(SignatureAlgorithm::named).filter(pinned::contains);
    return algorithm.orElseThrow(
        () ->
            new TokenRejectedException(
                Rejection.ALGORITHM_NOT_ALLOWED,
                "alg must be one of "
                    + RefusalDetails.anyOf(
                        pinned.stream().map(SignatureAlgorithm::jwaName).toList())));
  }

  /** A media type without its prefix, in lower case (RFC 7515 section 4.1.9). */
  private String type() {
    if (headerMember("typ") == null) {
      return "jwt";
    }
    String type = header("typ").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith(MEDIA_TYPE) ? type.substring(MEDIA_TYPE.length()) : type;
  }

  /**
   * The key id in a token. Keys in a token or its addresses of keys (jwk, x5c, jku, x5u) are not
   * read.
   */
  Optional<String> keyName() {
    return header("kid").or(() -> header("x5t#S256")).or(() -> header("x5t"));
  }

  /** The claims set, unmodifiable all the way down. */
  Map<String, Object> claims() throws TokenRejectedException {
    return StrictJson.object(payload);
  }

  /**
   * Verifies the signature with one key and the token's algorithm, which must be allowed for the
   * key. Keys were checked when they were loaded.
   */
  boolean isSignedBy(VerificationKey key, SignatureVerifier verifier) {
    Optional<SignatureAlgorithm> algorithm =
        header("alg").flatMap(SignatureAlgorithm::named).filter(key.algorithms()::contains);
    byte[] signed = signedText.getBytes(StandardCharsets.US_ASCII);
    return algorithm.isPresent() && verifier.isSigned(signed, signature, algorithm.get(), key);
  }
}
