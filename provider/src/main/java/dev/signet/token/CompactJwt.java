package dev.signet.token;

import dev.signet.config.TokenLocation;
import dev.signet.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A token as it arrived: its characters are those of a bearer token (RFC 6750 section 2.1), which
 * include those of the compact serialization (RFC 7515 section 7.1), and it is not too long.
 * Nothing in it has been verified yet, and no part of it is ever printed.
 */
public final class CompactJwt {
  /** The longest token accepted, in characters; servers allow less for one header. */
  public static final int MAX_LENGTH = 65_536;

  private static final boolean[] TOKEN_CHARACTERS = new boolean[256];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
        .chars()
        .forEach(c -> TOKEN_CHARACTERS[c] = true);
  }

  private final String value;
  private final byte[] bytes;
  private final TokenLocation location;

  private CompactJwt(String value, byte[] bytes, TokenLocation location) {
    this.value = value;
    this.bytes = bytes;
    this.location = location;
  }

  /**
   * Takes a token from a request.
   *
   * @param value the raw text, without {@code Bearer}
   * @param location where it was found
   * @return the token
   * @throws TokenRejectedException where the text is empty, too long, or has a character that is
   *     not allowed in a token
   */
  public static CompactJwt of(String value, TokenLocation location) throws TokenRejectedException {
    if (value.isEmpty()) {
      throw new TokenRejectedException(Rejection.TOKEN_EMPTY, location.named() + " is empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw new TokenRejectedException(
          Rejection.TOKEN_TOO_LONG, value.length() + " characters, " + MAX_LENGTH + " are allowed");
    }
    // a character outside ISO 8859-1 becomes a question mark, which is not allowed in a token
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    if (!hasOnlyTokenCharacters(bytes)) {
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED, location.named() + " has a character that no token has");
    }
    return new CompactJwt(value, bytes, location);
  }

  /** A plain loop over an array, because it reads each character of each request's token. */
  private static boolean hasOnlyTokenCharacters(byte[] bytes) {
    for (byte b : bytes) {
      if (!TOKEN_CHARACTERS[b & 0xff]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The token itself, for verification only.
   *
   * @return the compact serialization
   */
  public String value() {
    return value;
  }

  /**
   * A digest that identifies the token without revealing it.
   *
   * @return the SHA-256 of its characters, 32 bytes
   */
  public byte[] digest() {
    return Sha256.digest(bytes);
  }

  /**
   * Where the token was found.
   *
   * @return the place in the request
   */
  public TokenLocation location() {
    return location;
  }

  /** Shows the length of the token, never its content. */
  @Override
  public String toString() {
    return "CompactJwt[" + value.length() + " characters]";
  }
}
