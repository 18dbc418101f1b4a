package dev.signet.revocation;

import dev.signet.crypto.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One entry: which tokens of an issuer are refused, and how long. Values are compared character by
 * character.
 *
 * @param kind what it names
 * @param issuer the exact {@code issuerIdentifier}
 * @param value the token, session, user or key; empty for all tokens of the issuer
 * @param issuedBefore only tokens whose {@code iat} is before this; a token without {@code iat} is
 *     refused; empty for tokens of any time
 * @param until the entry refuses nothing from this moment on; empty where it has no end
 */
public record Revocation(
    RevokedKind kind,
    String issuer,
    String value,
    Optional<Instant> issuedBefore,
    Optional<Instant> until) {

  /**
   * Whether it has ended at a moment.
   *
   * @param now the moment
   * @return true at its end already
   */
  public boolean hasEndedAt(Instant now) {
    return until.filter(end -> !now.isBefore(end)).isPresent();
  }

  RevokedKey key() {
    return RevokedKey.of(kind, issuer, value);
  }

  /** Says nothing of the token, the session or the user. */
  @Override
  public String toString() {
    return "Revocation[" + kind + "]";
  }

  /** The first half of a SHA-256 of what an entry names; nothing of it is kept in clear. */
  record RevokedKey(long high, long low) {
    static RevokedKey of(RevokedKind kind, String issuer, String value) {
      ByteBuffer digest =
          ByteBuffer.wrap(Sha256.digestOfAll(List.of(kind.field().written(), issuer, value)));
      return new RevokedKey(digest.getLong(), digest.getLong());
    }

    /** Reads what {@link #toString} gave. */
    static RevokedKey parse(String digits) {
      int half = 2 * Long.BYTES;
      return new RevokedKey(
          HexFormat.fromHexDigitsToLong(digits.substring(0, half)),
          HexFormat.fromHexDigitsToLong(digits.substring(half, 2 * half)));
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
      return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
  }
}
