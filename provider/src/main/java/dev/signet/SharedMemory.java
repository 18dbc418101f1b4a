package dev.signet;

import dev.signet.token.VerificationUnavailableException;
import java.time.Instant;
import javax.cache.Cache;
import javax.cache.Caching;

/**
 * The memory of used tokens in a cache of the server's, through JCache (JSR 107): several servers
 * that share it accept a token once among them. The cache is the administrator's, with its name,
 * its copies and its expiry, which must be no shorter than the life of a token and ten minutes, the
 * longest clock skew.
 */
final class SharedMemory {
  private static final long RETRY_SECONDS = 5;

  private final String name;

  /**
   * Names the cache, which is looked up each time, since it may be opened and closed.
   *
   * @throws LinkageError where the server does not have the JCache API
   */
  SharedMemory(String name) {
    this.name = name;
    var unused = Caching.class.getName();
  }

  /**
   * Remembers a key that is not there; atomically, as far as the cache is.
   *
   * @return whether it was not there
   * @throws VerificationUnavailableException where the cache gives no answer, whatever the reason
   */
  boolean putIfAbsent(String key, Instant until, String issuerId)
      throws VerificationUnavailableException {
    try {
      Cache<String, Long> cache =
          Caching.getCachingProvider().getCacheManager().getCache(name, String.class, Long.class);
      if (cache != null) {
        return cache.putIfAbsent(key, until.getEpochSecond());
      }
    } catch (RuntimeException | Error e) {
      // what a provider throws may be and hold anything: nothing of it goes further
    }
    throw new VerificationUnavailableException(issuerId, "the cache of used tokens", RETRY_SECONDS);
  }
}
