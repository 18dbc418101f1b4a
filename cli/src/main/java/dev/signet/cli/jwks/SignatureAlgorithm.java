package dev.signet.cli.jwks;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;

/**
 * The signature algorithms of RFC 7518 and RFC 8037 that use a private key, with the key each
 * needs. Their text is their name in a token.
 */
public enum SignatureAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, the usual one. */
  RS256,
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RS384,
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RS512,
  /** RSASSA-PSS with SHA-256. */
  PS256,
  /** RSASSA-PSS with SHA-384. */
  PS384,
  /** RSASSA-PSS with SHA-512. */
  PS512,
  /** ECDSA on P-256 with SHA-256. */
  ES256(256),
  /** ECDSA on P-384 with SHA-384. */
  ES384(384),
  /** ECDSA on P-521 with SHA-512. */
  ES512(521),
  /** EdDSA with Ed25519. */
  EDDSA(SignatureAlgorithm.EDWARDS);

  private static final int RSA = 0;
  private static final int EDWARDS = 255;
  private static final int MINIMUM_RSA_BITS = 2048;

  private final int curveBits;

  SignatureAlgorithm() {
    this(RSA);
  }

  SignatureAlgorithm(int curveBits) {
    this.curveBits = curveBits;
  }

  /**
   * Whether this key, or the public key that belongs to it, is one for this signature: its family,
   * and its curve or its length.
   */
  public boolean fits(Key key) {
    return switch (curveBits) {
      case RSA -> key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= MINIMUM_RSA_BITS;
      case EDWARDS -> key instanceof EdECKey ed && isEd25519(ed);
      default -> key instanceof ECKey ec && ec.getParams().getOrder().bitLength() == curveBits;
    };
  }

  /** The key this algorithm needs, in words. */
  public String neededKey() {
    return switch (curveBits) {
      case RSA -> "an RSA key of at least " + MINIMUM_RSA_BITS + " bits";
      case EDWARDS -> "an Ed25519 key";
      default -> "an EC key on the curve P-" + curveBits;
    };
  }

  static boolean isEd25519(EdECKey key) {
    return key.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
  }

  /** The value of {@code alg}. */
  @Override
  public String toString() {
    return this == EDDSA ? "EdDSA" : name();
  }
}
