package dev.signet.crypto;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** The structure SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), from which Java reads keys. */
final class SubjectPublicKey {
  /** SEQUENCE of the identifier rsaEncryption and NULL (RFC 8017 appendix A.1). */
  private static final byte[] RSA_ENCRYPTION =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final int LONGEST_SHORT_LENGTH = 0x7f;
  private static final int LONG_LENGTH = 0x80;

  private SubjectPublicKey() {}

  /** Puts the structure around a bare RSA key (PKCS #1, RFC 8017 appendix A.1.1). */
  static byte[] ofRsa(byte[] pkcs1) {
    byte[] noUnusedBits = new byte[1];
    return element(SEQUENCE, RSA_ENCRYPTION, element(BIT_STRING, noUnusedBits, pkcs1));
  }

  /** Tag, length and value in DER (X.690 section 8.1). */
  private static byte[] element(int tag, byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = first.length + second.length;
    if (length > LONGEST_SHORT_LENGTH) {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
      out.write(LONG_LENGTH | bytes);
      for (int i = bytes - 1; i > 0; i--) {
        out.write(length >>> (i * Byte.SIZE));
      }
    }
    out.write(length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
