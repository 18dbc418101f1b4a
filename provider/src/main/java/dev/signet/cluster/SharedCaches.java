package dev.signet.cluster;

import dev.signet.config.CacheSettings;
import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The caches that this server shares with others: one engine for all applications and
 * configurations of this copy of Signet that name the same provider and the same configuration of
 * it. It is opened by the first of them, and ends with the last. A change of the engine's own file
 * counts when it is opened anew.
 */
public final class SharedCaches implements AutoCloseable {
  private static final Logger LOG = Messages.logger(SharedCaches.class);
  private static final String NO_ANSWER = "a request that needs it gets a 503";
  private static final String NO_EXCHANGE =
      "what is revoked by JMX does not come from or get to other servers, and what is known here"
          + " stays revoked,";
  private static final String API = "javax.cache.spi.CachingProvider";

  // guarded by itself
  private static final Map<Key, SharedCaches> ALL = new HashMap<>();

  private final Key key;
  private final OpenEngine engine;

  // guarded by ALL
  private int users;

  private record Key(Optional<String> provider, Optional<URI> uri) {}

  private SharedCaches(Key key, CacheSettings settings) {
    this.key = key;
    this.engine = new OpenEngine(CacheEngine.find(settings), Clock.systemUTC());
  }

  /**
   * Joins, and checks the caches that the settings name by a round trip. An engine that cannot be
   * reached now is no mistake: opening it goes on, and until then nothing can be decided.
   *
   * @param settings the settings
   * @return the caches; each that is returned is closed once
   * @throws IllegalArgumentException where the settings, or the engine's configuration, are wrong;
   *     the message says what to do
   */
  public static SharedCaches join(CacheSettings settings) {
    refuseWithoutApi();
    SharedCaches caches = user(settings);
    try {
      if (caches.engine.awaitStart()) {
        caches.cache(settings.name()).check();
        settings.revocations().ifPresent(name -> caches.revocations(name).check());
      } else {
        LOG.log(
            Level.WARNING,
            "SIGNET0117W: {0} is not open after 20 seconds; a request that needs the cache gets a 503 until it"
                + " is",
            caches.engine);
      }
      return caches;
    } catch (RuntimeException | Error e) {
      caches.close();
      throw e;
    }
  }

  /** Joins what {@link #join} has checked. */
  static SharedCaches user(CacheSettings settings) {
    Key key = new Key(settings.provider(), settings.uri());
    synchronized (ALL) {
      try {
        SharedCaches caches = ALL.computeIfAbsent(key, k -> new SharedCaches(k, settings));
        caches.users++;
        return caches;
      } catch (CacheMistakeException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  private static void refuseWithoutApi() {
    try {
      var unused = Class.forName(API, false, SharedCaches.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "cache: there is no JCache API (JSR 107) beside Signet: put cache-api and the engine's"
              + " jars there, or leave cache out",
          e);
    }
  }

  /**
   * A cache of the engine.
   *
   * @param name its name; one that is not there is found when it is asked
   * @return the cache, usable until this is closed
   */
  public SharedCache cache(String name) {
    return engine.shared(name, NO_ANSWER);
  }

  /** The cache of revocations. */
  SharedCache revocations(String name) {
    return engine.shared(name, NO_EXCHANGE);
  }

  /** Ends the use; with the last one this server leaves the cluster. */
  @Override
  public void close() {
    synchronized (ALL) {
      if (--users > 0) {
        return;
      }
      ALL.remove(key);
    }
    engine.close();
  }
}
