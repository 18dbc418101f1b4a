package dev.signet.revocation;

import dev.signet.revocation.Revocation.RevokedKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What entries may name of a verified token, as digests, and when it was issued. The digests are
 * made once for each token, so that a request with a remembered token computes none. Thread-safe.
 */
public final class RevocableToken {
  /** In place of an issue time: earlier than any moment, so that such a token is refused. */
  public static final long NO_ISSUE_TIME = Long.MIN_VALUE;

  /** In the text: the kind, and the digest. */
  private static final int NAME_BYTES = 1 + 2 * Long.BYTES;

  private static final int MAX_NAMES = 64;

  private final long issuedAt;

  /** Made where there are entries, or an HTTP session needs them. */
  private volatile @Nullable Digests digests;

  /** What the digests are made of, until they are. */
  private volatile @Nullable Named named;

  /** The version of the lists that were found not to name it; 0 where none was looked at. */
  private volatile long clearOf;

  /** Made where an HTTP session needs it. */
  private volatile @Nullable String text;

  private RevocableToken(long issuedAt, @Nullable Digests digests, @Nullable Named named) {
    this.issuedAt = issuedAt;
    this.digests = digests;
    this.named = named;
  }

  /** The issuer of a token, and what has the names of the token in the order of their kinds. */
  private record Named(String issuer, Supplier<List<Name>> names) {
    Digests digests() {
      List<Name> all = new ArrayList<>(names.get());
      all.subList(Math.min(all.size(), MAX_NAMES), all.size()).clear();
      all.add(new Name(RevokedKind.ISSUER, ""));
      Digests digests = new Digests(new RevokedKind[all.size()], new long[2 * all.size()]);
      for (int i = 0; i < all.size(); i++) {
        RevokedKey key = RevokedKey.of(all.get(i).kind(), issuer, all.get(i).value());
        digests.kinds[i] = all.get(i).kind();
        digests.values[2 * i] = key.high();
        digests.values[2 * i + 1] = key.low();
      }
      return digests;
    }
  }

  /** For each name its kind, and the two halves of its digest. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Digests(RevokedKind[] kinds, long[] values) {}

  /**
   * One name of a token.
   *
   * @param kind what it is the name of
   * @param value the name
   */
  public record Name(RevokedKind kind, String value) {
    /** Says nothing of the value. */
    @Override
    public String toString() {
      return "Name[" + kind + "]";
    }
  }

  /**
   * A token.
   *
   * @param issuer the {@code issuerIdentifier} of its definition
   * @param issuedAt its claim {@code iat}, in seconds since 1970, or {@link #NO_ISSUE_TIME}
   * @param names its names; that of its issuer is added
   * @return the token
   */
  public static RevocableToken of(String issuer, long issuedAt, List<Name> names) {
    return of(issuer, issuedAt, () -> names);
  }

  /**
   * A token whose names are asked for when they are needed, and then once.
   *
   * @param issuer the {@code issuerIdentifier} of its definition
   * @param issuedAt its claim {@code iat}, in seconds since 1970, or {@link #NO_ISSUE_TIME}
   * @param names gives the same names at any time; that of its issuer is added
   * @return the token
   */
  public static RevocableToken of(String issuer, long issuedAt, Supplier<List<Name>> names) {
    return new RevocableToken(issuedAt, null, new Named(issuer, names));
  }

  int names() {
    return digests().kinds.length;
  }

  RevokedKind kind(int i) {
    return digests().kinds[i];
  }

  long high(int i) {
    return digests().values[2 * i];
  }

  long low(int i) {
    return digests().values[2 * i + 1];
  }

  private Digests digests() {
    // first: it is taken away after the digests are there
    Named source = named;
    Digests known = digests;
    if (known == null) {
      known = Objects.requireNonNull(source).digests();
      digests = known;
      named = null;
    }
    return known;
  }

  long issuedAt() {
    return issuedAt;
  }

  boolean isClearOf(long version) {
    return clearOf == version;
  }

  void setClearOf(long version) {
    clearOf = version;
  }

  /**
   * The same as a text, for an HTTP session that belongs to the token.
   *
   * @return digests and the issue time; nothing of the token in clear
   */
  public String text() {
    String known = text;
    if (known == null) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + NAME_BYTES * names());
      bytes.putLong(issuedAt);
      for (int i = 0; i < names(); i++) {
        bytes.put(kind(i).code()).putLong(high(i)).putLong(low(i));
      }
      known = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
      text = known;
    }
    return known;
  }

  /** The token of a text; empty where no token has this text. */
  static Optional<RevocableToken> parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      int names = (bytes.remaining() - Long.BYTES) / NAME_BYTES;
      if (names < 1 || bytes.remaining() != Long.BYTES + names * NAME_BYTES) {
        return Optional.empty();
      }
      long issuedAt = bytes.getLong();
      Digests digests = new Digests(new RevokedKind[names], new long[2 * names]);
      for (int i = 0; i < names; i++) {
        Optional<RevokedKind> kind = RevokedKind.ofCode(bytes.get());
        if (kind.isEmpty()) {
          return Optional.empty();
        }
        digests.kinds[i] = kind.get();
        digests.values[2 * i] = bytes.getLong();
        digests.values[2 * i + 1] = bytes.getLong();
      }
      return Optional.of(new RevocableToken(issuedAt, digests, null));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "RevocableToken[issued at " + issuedAt + "]";
  }
}
