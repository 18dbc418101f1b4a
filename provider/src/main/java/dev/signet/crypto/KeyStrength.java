package dev.signet.crypto;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.util.Optional;
import java.util.Set;

/**
 * What a public key must at least be. A weak key is refused when it is loaded, not when a token
 * comes.
 */
public final class KeyStrength {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 16_384;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  /** The prime of Ed25519's field (RFC 8032 section 5.1). */
  private static final BigInteger P25519 = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The points of small order, by their y: signatures under them prove nothing. */
  private static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P25519.subtract(BigInteger.ONE),
          new BigInteger(
              "27073855011448406493182252872256587889368042675753135194637436097" + "50303402022"),
          new BigInteger(
              "55188659117513257062467267217118295137698188065244968500265048394"
                  + "206261417927"));

  private KeyStrength() {}

  /**
   * Looks for a weakness.
   *
   * @param key the key
   * @param allowShortRsa whether RSA keys under 2048 bits (RFC 7518 section 3.3) are let through
   * @return what is wrong with the key, or empty
   */
  public static Optional<String> weakness(PublicKey key, boolean allowShortRsa) {
    if (key instanceof RSAPublicKey rsa) {
      return rsaWeakness(rsa, allowShortRsa);
    }
    if (key instanceof ECPublicKey ec && !isOnCurve(ec)) {
      return Optional.of("is a point that is not on its curve");
    }
    if (key instanceof EdECPublicKey ed && SMALL_ORDER_Y.contains(ed.getPoint().getY())) {
      return Optional.of("is a point of small order");
    }
    return Optional.empty();
  }

  private static Optional<String> rsaWeakness(RSAPublicKey rsa, boolean allowShort) {
    int bits = rsa.getModulus().bitLength();
    if (bits < MIN_RSA_BITS && !allowShort) {
      return Optional.of("has " + bits + " bits; RSA needs at least " + MIN_RSA_BITS);
    }
    if (bits > MAX_RSA_BITS) {
      return Optional.of("has " + bits + " bits; more than " + MAX_RSA_BITS + " are not accepted");
    }
    if (rsa.getPublicExponent().compareTo(THREE) < 0 || !rsa.getPublicExponent().testBit(0)) {
      return Optional.of("has a public exponent that signs nothing");
    }
    return RocaFingerprint.matches(rsa.getModulus())
        ? Optional.of("was made by a generator known to be weak (CVE-2017-15361)")
        : Optional.empty();
  }

  private static boolean isOnCurve(ECPublicKey key) {
    EllipticCurve curve = key.getParams().getCurve();
    if (!(curve.getField() instanceof ECFieldFp field)) {
      return false;
    }
    BigInteger p = field.getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    if (x == null || y == null || x.signum() < 0 || y.signum() < 0) {
      return false;
    }
    BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
    return x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.multiply(y).subtract(right).mod(p).signum() == 0;
  }
}
