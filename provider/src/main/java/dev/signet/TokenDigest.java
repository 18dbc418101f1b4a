package dev.signet;

import dev.signet.token.CompactJwt;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The SHA-256 of a token: stands for it in memory without giving it away. */
record TokenDigest(long first, long second, long third, long fourth) {

  static TokenDigest of(CompactJwt token) {
    ByteBuffer hash = ByteBuffer.wrap(token.digest());
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
