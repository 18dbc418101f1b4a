package dev.signet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A SHA-256 of a token or its signature: stands for it in memory without giving it away. */
record TokenDigest(long first, long second, long third, long fourth) {

  static TokenDigest of(byte[] sha256) {
    ByteBuffer hash = ByteBuffer.wrap(sha256);
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
