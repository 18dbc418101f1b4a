package dev.signet.cluster;

import dev.signet.config.CacheSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/**
 * An engine, as its JCache provider gives it. The provider is found through the class loader that
 * has loaded Signet, never through the thread's, which is an application's. It is an object of
 * Signet's own, so that ending it ends no cache of anybody else's.
 */
final class CacheEngine {
  /** The engines with more than the standard has. */
  private enum Kind {
    HAZELCAST,
    INFINISPAN,
    OTHER
  }

  private static final String CONFIG_LOCATION = "hazelcast.config.location";

  private final CacheSettings settings;
  private final CachingProvider provider;
  private final Kind kind;

  private CacheEngine(CacheSettings settings, CachingProvider provider) {
    this.settings = settings;
    this.provider = provider;
    this.kind = kind(provider.getClass().getName());
  }

  private static Kind kind(String provider) {
    if (provider.startsWith("com.hazelcast.")) {
      return Kind.HAZELCAST;
    }
    return provider.startsWith("org.infinispan.") ? Kind.INFINISPAN : Kind.OTHER;
  }

  /**
   * Finds the engine, and opens nothing.
   *
   * @throws CacheMistakeException where there is none, or not this one
   */
  static CacheEngine find(CacheSettings settings) {
    ClassLoader own = CacheEngine.class.getClassLoader();
    CachingProvider provider =
        settings.provider().map(name -> named(name, own)).orElseGet(() -> onlyOne(own));
    return new CacheEngine(settings, provider);
  }

  private static CachingProvider named(String name, ClassLoader own) {
    try {
      return Class.forName(name, true, own)
          .asSubclass(CachingProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ClassNotFoundException e) {
      throw new CacheMistakeException(
          "cache.provider: there is no class "
              + name
              + " beside Signet: put the engine's jars there");
    } catch (ClassCastException e) {
      throw new CacheMistakeException(
          "cache.provider: "
              + name
              + " is no CachingProvider of the JCache API that Signet sees: there must be one"
              + " cache-api jar, in the same place as the engine");
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new CacheMistakeException(
          "cache.provider: " + name + " cannot be created: a jar of the engine is missing");
    }
  }

  private static CachingProvider onlyOne(ClassLoader own) {
    List<CachingProvider> all = new ArrayList<>();
    try {
      ServiceLoader.load(CachingProvider.class, own).forEach(all::add);
    } catch (ServiceConfigurationError e) {
      throw new CacheMistakeException(
          "cache: a JCache provider beside Signet cannot be created: name another in"
              + " cache.provider, or complete the engine's jars");
    }
    if (all.size() != 1) {
      List<String> names = all.stream().map(one -> one.getClass().getName()).sorted().toList();
      throw new CacheMistakeException(
          all.isEmpty()
              ? "cache: there is no JCache provider beside Signet: put the engine's jars there"
              : "cache: there are several JCache providers beside Signet: name one of "
                  + String.join(", ", names)
                  + " in cache.provider");
    }
    return all.get(0);
  }

  /** What the engine's threads may keep: the class loader of the engine, and no application's. */
  ClassLoader loader() {
    return provider.getClass().getClassLoader();
  }

  /**
   * Joins the cluster, or begins to. A member waits until it has its share of the entries.
   *
   * @throws RuntimeException of the engine's
   */
  CacheManager open() {
    Properties properties = new Properties();
    if (kind != Kind.HAZELCAST) {
      return provider.getCacheManager(settings.uri().orElse(null), loader(), properties);
    }
    // Hazelcast puts the URI and the class loader into a cache's name, unless they are its own
    // default: servers that keep the file in different places would share nothing. Of one file it
    // makes one member for all, which would end with the first that closes it: the fragment makes
    // another name for each.
    settings
        .uri()
        .map(uri -> isFile(uri) ? uri + "#signet-" + UUID.randomUUID() : uri.toString())
        .ifPresent(location -> properties.setProperty(CONFIG_LOCATION, location));
    CacheManager manager = provider.getCacheManager(null, null, properties);
    HazelcastPartitions.awaitCopies(manager);
    return manager;
  }

  /**
   * A cache of this engine, with entries that end each at its own time where the engine can do it.
   *
   * @throws CacheMistakeException where it is not there, not shared, or drops entries before their
   *     end
   */
  TimedCache cache(CacheManager manager, String name) {
    Cache<Object, Object> cache =
        Optional.<Cache<Object, Object>>ofNullable(manager.getCache(name))
            .orElseGet(() -> create(manager, name));
    return switch (kind) {
      case HAZELCAST -> TimedCache.hazelcast(cache, name);
      case INFINISPAN -> TimedCache.infinispan(cache, name);
      case OTHER -> TimedCache.plain(cache);
    };
  }

  private Cache<Object, Object> create(CacheManager manager, String name) {
    if (kind != Kind.HAZELCAST) {
      throw new CacheMistakeException(
          "cache: the engine's configuration has no cache \""
              + name
              + "\": declare it there, since one that Signet creates would not be shared");
    }
    try {
      return manager.createCache(name, HazelcastEntries.unbounded(loader()));
    } catch (CacheException e) {
      // another server has created it in between
      Cache<Object, Object> created = manager.getCache(name);
      if (created == null) {
        throw e;
      }
      return created;
    }
  }

  /**
   * Ends what {@link #open} has opened from a configuration of Signet's own. A Hazelcast member
   * that others of the server use as well, such as its sessions, goes on. It gives a cache to one
   * manager at a time, so these are handed back for the next one.
   */
  void close(Collection<TimedCache> caches) {
    if (settings.uri().isPresent()) {
      provider.close();
    } else if (kind == Kind.HAZELCAST) {
      caches.forEach(cache -> cache.plain().close());
    }
  }

  private static boolean isFile(URI uri) {
    return "file".equals(uri.getScheme());
  }

  /** For messages: the provider and its file; any other URI may hold a password. */
  @Override
  public String toString() {
    String from = settings.uri().filter(CacheEngine::isFile).map(uri -> " with " + uri).orElse("");
    return provider.getClass().getName() + from;
  }
}
