package dev.signet;

import dev.signet.token.CompactJwt;
import dev.signet.token.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The SHA-256 of a token: stands for it in memory without giving it away. */
record TokenDigest(long first, long second, long third, long fourth) {

  static TokenDigest of(CompactJwt token) {
    byte[] text = token.value().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer hash = ByteBuffer.wrap(Sha256.digest(text));
    return new TokenDigest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /** All 256 bits in hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }
}
