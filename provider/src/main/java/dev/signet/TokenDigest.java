package dev.signet;

import dev.signet.token.CompactJwt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a token: stands for it in memory without giving it away. */
record TokenDigest(long first, long second, long third, long fourth) {

  static TokenDigest of(CompactJwt token) {
    try {
      byte[] text = token.value().getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
      return new TokenDigest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** All 256 bits in hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x%016x%016x", first, second, third, fourth);
  }
}
