package dev.signet.revocation;

import dev.signet.revocation.Revocation.RevokedKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Entries in force at one moment, as digests. Immutable. A table with open addressing: 24 bytes a
 * place, four places for three entries. Looking up an identifier takes a place or two, whatever the
 * number of entries.
 */
public final class RevocationList {
  /** In place of a time: tokens of any time, or no end. Later than every other. */
  private static final int UNLIMITED = -1;

  /** No entry ends in the second 0. */
  private static final int FREE = 0;

  private static final long LAST_SECOND = Integer.toUnsignedLong(UNLIMITED) - 1;

  /** Without entries. */
  public static final RevocationList EMPTY = new Builder().build();

  private final long[] keys;
  private final int[] issuedBefore;
  private final int[] until;
  private final int size;

  private RevocationList(Builder entries) {
    int places = entries.count + entries.count / 3 + 1;
    this.keys = new long[2 * places];
    this.issuedBefore = new int[places];
    this.until = new int[places];
    int added = 0;
    for (int i = 0; i < entries.count; i++) {
      added += put(entries, i) ? 1 : 0;
    }
    this.size = added;
  }

  /** An entry that refuses no more than another of the same name is not kept. */
  private boolean put(Builder entries, int i) {
    int before = entries.issuedBefore[i];
    int end = entries.until[i];
    int place = first(entries.keys[2 * i]);
    for (; until[place] != FREE; place = next(place)) {
      if (is(place, entries.keys[2 * i], entries.keys[2 * i + 1])) {
        if (isAtMost(before, issuedBefore[place]) && isAtMost(end, until[place])) {
          return false;
        }
        if (isAtMost(issuedBefore[place], before) && isAtMost(until[place], end)) {
          issuedBefore[place] = before;
          until[place] = end;
          return false;
        }
      }
    }
    keys[2 * place] = entries.keys[2 * i];
    keys[2 * place + 1] = entries.keys[2 * i + 1];
    issuedBefore[place] = before;
    until[place] = end;
    return true;
  }

  private static boolean isAtMost(int time, int other) {
    return Integer.compareUnsigned(time, other) <= 0;
  }

  private int first(long high) {
    return (int) Long.remainderUnsigned(high, until.length);
  }

  private int next(int place) {
    return place + 1 == until.length ? 0 : place + 1;
  }

  private boolean is(int place, long high, long low) {
    return keys[2 * place] == high && keys[2 * place + 1] == low;
  }

  /** A list of entries. */
  static RevocationList of(Collection<Revocation> entries) {
    Builder builder = new Builder();
    entries.forEach(builder::add);
    return builder.build();
  }

  /** The same without the entries that have ended. */
  RevocationList inForceAt(Instant now) {
    Builder left = new Builder();
    for (int place = 0; place < until.length; place++) {
      if (until[place] != FREE && isBefore(now.getEpochSecond(), until[place])) {
        left.add(keys[2 * place], keys[2 * place + 1], issuedBefore[place], until[place]);
      }
    }
    return left.count == size ? this : left.build();
  }

  /**
   * How many entries there are, each name with the same times counted once.
   *
   * @return 0 where nothing is refused
   */
  public int size() {
    return size;
  }

  /**
   * The entry that refuses a token.
   *
   * @param token what entries may name of it
   * @param now the time
   * @return the kind of the entry, or empty where none refuses it
   */
  public Optional<RevokedKind> revoking(RevocableToken token, Instant now) {
    if (size == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < token.names(); i++) {
      if (hits(token.high(i), token.low(i), token.issuedAt(), now.getEpochSecond())) {
        return Optional.of(token.kind(i));
      }
    }
    return Optional.empty();
  }

  private boolean hits(long high, long low, long issuedAt, long now) {
    for (int place = first(high); until[place] != FREE; place = next(place)) {
      if (is(place, high, low)
          && isBefore(issuedAt, issuedBefore[place])
          && isBefore(now, until[place])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(long second, int end) {
    return end == UNLIMITED || second < Integer.toUnsignedLong(end);
  }

  /** Collects entries. A time after the year 2105 is as good as none: more is refused, not less. */
  static final class Builder {
    private static final int FIRST = 16;

    private long[] keys = new long[2 * FIRST];
    private int[] issuedBefore = new int[FIRST];
    private int[] until = new int[FIRST];
    private int count;

    /** Adds an entry. */
    void add(Revocation entry) {
      add(
          entry.key(),
          entry.issuedBefore().map(Builder::second).orElse(Long.MAX_VALUE),
          entry.until().map(Builder::second).orElse(Long.MAX_VALUE));
    }

    /** Adds an entry with its times in seconds since 1970; the largest number is none. */
    void add(RevokedKey key, long before, long end) {
      add(key.high(), key.low(), packed(before, 0), packed(end, FREE + 1));
    }

    private void add(long high, long low, int before, int end) {
      if (count == until.length) {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        issuedBefore = Arrays.copyOf(issuedBefore, 2 * count);
        until = Arrays.copyOf(until, 2 * count);
      }
      keys[2 * count] = high;
      keys[2 * count + 1] = low;
      issuedBefore[count] = before;
      until[count] = end;
      count++;
    }

    private static int packed(long second, int lowest) {
      return second > LAST_SECOND ? UNLIMITED : (int) Math.max(second, lowest);
    }

    /** Rounded up: claims have whole seconds, and a part of one must not let a token through. */
    static long second(Instant time) {
      return time.getEpochSecond() + (time.getNano() == 0 ? 0 : 1);
    }

    RevocationList build() {
      return new RevocationList(this);
    }
  }
}
