package dev.signet;

import dev.signet.settings.ServerWide;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * The used tokens of this server: one memory for all its applications and all copies of this jar,
 * whatever class loaders they have. It lasts as long as the Java virtual machine, so that no
 * application that ends or starts anew frees a used token.
 *
 * <p>The copies find it in the platform's MBean server, where the first of them puts it. It is made
 * of the JDK's classes alone, so that it keeps no class of an application alive: a map from the
 * digest of a token's issuer and id to the second, since the epoch, from which on the token is
 * refused anyway. That is a contract among the versions of this jar. The map is the result of an
 * operation and no attribute, so that no monitoring reads it as a whole.
 *
 * <p>An entry takes about 200 bytes. Only verified tokens get into the map. With each new one a few
 * others are looked at, and those that have expired are removed, so that there are hardly more than
 * those that could still be used.
 */
final class ServerMemory {
  static final String NAME = "dev.signet:type=UsedTokens";

  /** How many entries are looked at for each that is added. */
  private static final int LOOKED_AT = 8;

  private final ConcurrentMap<String, AtomicLong> ends;
  private final Clock clock;
  private Iterator<String> sweep;

  private ServerMemory(ConcurrentMap<String, AtomicLong> ends, Clock clock) {
    this.ends = ends;
    this.clock = clock;
    this.sweep = ends.keySet().iterator();
  }

  /**
   * The server's memory, made where there is none yet.
   *
   * @throws IllegalArgumentException where this server does not allow a shared one
   */
  static ServerMemory join(Clock clock) {
    try {
      return new ServerMemory(ServerWide.get(NAME, new ConcurrentHashMap<>()), clock);
    } catch (JMException | RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(
          "\"tokenReuse\": false and backchannelLogoutPath need a memory of used tokens that all"
              + " applications of this server share, and there can be none: the platform's MBean"
              + " server does not give "
              + NAME
              + "; let this application use it, or set tokenReuse to true and leave"
              + " backchannelLogoutPath out",
          e);
    }
  }

  /** A memory that is shared with nothing. */
  static ServerMemory apart(Clock clock) {
    return new ServerMemory(new ConcurrentHashMap<>(), clock);
  }

  /**
   * Remembers that a token is used; atomically, since two requests may have one token at the same
   * time.
   *
   * @param key stands for the token
   * @param end from when on it is refused anyway
   * @return stands for this use and no other; empty where the token was used before
   */
  Optional<Object> use(String key, Instant end) {
    long now = clock.instant().getEpochSecond();
    sweep(now);
    AtomicLong mine = new AtomicLong(end.getEpochSecond());
    AtomicLong kept = ends.merge(key, mine, (used, other) -> later(used, other, now));
    return kept == mine ? Optional.of(mine) : Optional.empty();
  }

  /** How many are remembered, some of them beyond their end. */
  long size() {
    return ends.size();
  }

  /** Keeps a use; another token with the same id extends it to that token's end. */
  private static AtomicLong later(AtomicLong used, AtomicLong other, long now) {
    if (used.get() <= now) {
      return other;
    }
    used.accumulateAndGet(other.get(), Math::max);
    return used;
  }

  /** Whether this is what {@link #use} gave for the token: the very object, which no client has. */
  boolean isUse(String key, @Nullable Object use) {
    return use != null && ends.get(key) == use;
  }

  /** Takes back the use of a request that was not accepted. */
  void takeBack(String key, Object use) {
    var unused = ends.remove(key, use);
  }

  private synchronized void sweep(long now) {
    for (int i = 0; i < LOOKED_AT; i++) {
      if (!sweep.hasNext()) {
        sweep = ends.keySet().iterator();
      }
      if (sweep.hasNext()) {
        var unused = ends.computeIfPresent(sweep.next(), (k, end) -> end.get() <= now ? null : end);
      }
    }
  }
}
