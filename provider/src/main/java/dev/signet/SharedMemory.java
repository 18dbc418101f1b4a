package dev.signet;

import dev.signet.token.CannotDecideException;
import java.time.Instant;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.Caching;

/**
 * The memory of used tokens in a cache of the server's, through JCache (JSR 107): several servers
 * that share it accept a token once among them. The cache is the administrator's, with its name,
 * its copies and its expiry, which must be no shorter than the life of a token.
 */
final class SharedMemory implements UsedTokens.Memory {
  private static final long RETRY_SECONDS = 5;

  private final String name;

  /**
   * Names the cache; it is looked up with each question, since it may come and go.
   *
   * @throws IllegalArgumentException where the server does not have the JCache API
   */
  SharedMemory(String name) {
    this.name = name;
    try {
      var unused = Caching.class.getName();
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException("replayCache needs the server's JCache API (JSR 107)", e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, Instant until, String issuerId)
      throws CannotDecideException {
    try {
      Cache<String, Long> cache =
          Caching.getCachingProvider().getCacheManager().getCache(name, String.class, Long.class);
      if (cache == null) {
        throw new CannotDecideException(issuerId, "the cache of used tokens", RETRY_SECONDS);
      }
      return cache.putIfAbsent(key, until.getEpochSecond());
    } catch (CacheException | IllegalStateException | ClassCastException e) {
      // what a cache says may hold anything: nothing of it goes further
      throw new CannotDecideException(issuerId, "the cache of used tokens", RETRY_SECONDS);
    }
  }
}
