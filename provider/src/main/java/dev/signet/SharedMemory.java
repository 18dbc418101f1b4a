package dev.signet;

import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCache;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import dev.signet.config.ClaimRules;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The memory of used tokens in a cache that several servers share: they accept a token once among
 * them. An entry has the digest of the token's issuer and id, and a random number that stands for
 * the use.
 */
final class SharedMemory implements AutoCloseable {
  private static final long RETRY_SECONDS = 5;

  /** By how much the clocks of two servers may differ. */
  private static final Duration CLOCKS = ClaimRules.MAX_CLOCK_SKEW;

  private final SharedCaches caches;
  private final SharedCache used;
  private final Clock clock;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * Joins the other servers.
   *
   * @throws IllegalArgumentException where the settings are wrong, or the server lacks the engine
   */
  SharedMemory(CacheSettings settings, Clock clock) {
    this.caches = SharedCaches.join(settings);
    this.used = caches.cache(settings.name());
    this.clock = clock;
  }

  /**
   * Remembers a key that is not there.
   *
   * @return whether it was not there
   * @throws VerificationUnavailableException where the cache gives no answer, whatever the reason
   */
  boolean putIfAbsent(String key, Instant until, String issuerId)
      throws VerificationUnavailableException {
    Duration lifetime = Duration.between(clock.instant(), until).plus(CLOCKS);
    try {
      return used.putIfAbsent(key, ThreadLocalRandom.current().nextLong(), lifetime);
    } catch (CacheUnavailableException e) {
      throw new VerificationUnavailableException(
          issuerId, "the cache of used tokens", RETRY_SECONDS);
    }
  }

  /** Leaves them, once: others of this server may go on. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      caches.close();
    }
  }
}
