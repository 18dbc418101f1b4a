package dev.signet.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** SHA-256, as text. */
public final class Sha256 {
  /**
   * Never used itself, only copied: finding one costs as much as a digest. One for each thread
   * would be one for each request on virtual threads.
   */
  private static final MessageDigest UNUSED = instance();

  private Sha256() {}

  /**
   * The digest of a text, which identifies it without revealing it.
   *
   * @param text the text
   * @return base64url without padding
   */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The digest of bytes.
   *
   * @param bytes the bytes
   * @return base64url without padding
   */
  public static String of(byte[] bytes) {
    return text(digest(bytes));
  }

  private static String text(byte[] digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /**
   * The digest of several texts. Each is added with its length and its unchanged characters: other
   * texts, or the same ones divided in another way, have another digest.
   *
   * @param texts the texts, in their order
   * @return base64url without padding
   */
  public static String ofAll(List<String> texts) {
    return text(digestOfAll(texts));
  }

  /**
   * The same digest itself.
   *
   * @param texts the texts, in their order
   * @return 32 bytes
   */
  public static byte[] digestOfAll(List<String> texts) {
    int length = 0;
    for (String text : texts) {
      length += Integer.BYTES + 2 * text.length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (String text : texts) {
      bytes.putInt(text.length());
      bytes.asCharBuffer().put(text);
      bytes.position(bytes.position() + 2 * text.length());
    }
    return digest(bytes.array());
  }

  /**
   * The digest itself.
   *
   * @param bytes the bytes
   * @return 32 bytes
   */
  public static byte[] digest(byte[] bytes) {
    try {
      return ((MessageDigest) UNUSED.clone()).digest(bytes);
    } catch (CloneNotSupportedException e) {
      return instance().digest(bytes);
    }
  }

  private static MessageDigest instance() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
