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

  /** A longer one, of a signed or encrypted form, is known again by its characters too. */
  private static final int LONG = 1_024;

  private static final int JWS_DOTS = 2;
  private static final int JWE_DOTS = 4;

  private final String value;
  private final TokenLocation location;

  /** Where the signature of a long one begins; the whole text is looked through once. */
  private final int signatureBegin;

  private CompactJwt(String value, TokenLocation location) {
    this.value = value;
    this.location = location;
    this.signatureBegin = signatureBegin(value);
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
    return unchecked(value, location).checked();
  }

  /** The same, whose characters are still to be checked. */
  static CompactJwt unchecked(String value, TokenLocation location) throws TokenRejectedException {
    if (value.isEmpty()) {
      throw new TokenRejectedException(Rejection.TOKEN_EMPTY, location.named() + " is empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw new TokenRejectedException(
          Rejection.TOKEN_TOO_LONG, value.length() + " characters, " + MAX_LENGTH + " are allowed");
    }
    return new CompactJwt(value, location);
  }

  /**
   * The same token, whose characters are those of a token.
   *
   * @return this
   * @throws TokenRejectedException where it has another one
   */
  public CompactJwt checked() throws TokenRejectedException {
    if (!hasOnlyTokenCharacters(bytes(value))) {
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED, location.named() + " has a character that no token has");
    }
    return this;
  }

  /** A character outside ISO 8859-1 becomes a question mark, which is not allowed in a token. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The same bytes of a text's end, without a copy in between. */
  private static byte[] endOf(String text, int from) {
    byte[] bytes = new byte[text.length() - from];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(from + i);
      bytes[i] = c <= 0xff ? (byte) c : (byte) '?';
    }
    return bytes;
  }

  /** A plain loop over an array, because it reads each character of each new token. */
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
    return Sha256.digest(bytes(value));
  }

  /**
   * What stands before the signature of a long token, or before the authentication tag where it is
   * encrypted: {@link #signatureDigest} and this text are the whole token. It does not open
   * anything without the rest.
   *
   * @return empty for a short token, and for one that is neither
   */
  public String beforeSignature() {
    return value.substring(0, signatureBegin);
  }

  /**
   * Whether the token has this text before its signature, and no other.
   *
   * @param text what {@link #beforeSignature} of a token is
   * @return false where one of them is longer
   */
  public boolean hasBeforeSignature(String text) {
    return text.length() == signatureBegin && value.startsWith(text);
  }

  /**
   * A digest of what is not {@link #beforeSignature}. To compare thousands of characters takes a
   * third of the time of their digest.
   *
   * @return a SHA-256, 32 bytes
   */
  public byte[] signatureDigest() {
    return Sha256.digest(signatureBegin == 0 ? bytes(value) : endOf(value, signatureBegin));
  }

  private static int signatureBegin(String value) {
    if (value.length() <= LONG) {
      return 0;
    }
    int dots = 0;
    int last = -1;
    for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', dot + 1)) {
      dots++;
      last = dot;
    }
    return dots == JWS_DOTS || dots == JWE_DOTS ? last + 1 : 0;
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
