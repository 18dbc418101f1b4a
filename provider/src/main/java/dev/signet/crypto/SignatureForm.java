package dev.signet.crypto;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;

/**
 * The form that a signature has to have before a key is tried. Security providers differ in what
 * they let through: another length, or numbers that are not reduced. The same is refused with each
 * of them.
 */
public final class SignatureForm {
  private static final int ED25519_LENGTH = 64;

  /** The order of the group of Ed25519 (RFC 8032 section 5.1). */
  private static final BigInteger ED25519_ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private SignatureForm() {}

  /**
   * Whether a signature has the form that one by this kind of key has.
   *
   * @param signature RSA: as long as the modulus and less than it (RFC 8017 section 8); EC: two
   *     numbers as long as the order of the group, each more than 0 and less than the order (RFC
   *     7518 section 3.4); Ed25519: 64 bytes, of which the second half is a number less than the
   *     order (RFC 8032 section 5.1.7)
   * @param key the key
   * @return false for a key of another kind too
   */
  public static boolean fits(byte[] signature, PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return signature.length == bytes(rsa.getModulus())
          && new BigInteger(1, signature).compareTo(rsa.getModulus()) < 0;
    }
    if (key instanceof ECKey ec) {
      BigInteger order = ec.getParams().getOrder();
      int half = bytes(order);
      return signature.length == 2 * half
          && isBelow(order, new BigInteger(1, signature, 0, half))
          && isBelow(order, new BigInteger(1, signature, half, half));
    }
    return signature.length == ED25519_LENGTH
        && littleEndian(signature, ED25519_LENGTH / 2).compareTo(ED25519_ORDER) < 0;
  }

  private static int bytes(BigInteger number) {
    return (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static boolean isBelow(BigInteger order, BigInteger number) {
    return number.signum() > 0 && number.compareTo(order) < 0;
  }

  private static BigInteger littleEndian(byte[] bytes, int from) {
    byte[] number = Arrays.copyOfRange(bytes, from, bytes.length);
    for (int i = 0, j = number.length - 1; i < j; i++, j--) {
      byte low = number[i];
      number[i] = number[j];
      number[j] = low;
    }
    return new BigInteger(1, number);
  }
}
