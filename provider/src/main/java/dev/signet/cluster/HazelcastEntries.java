package dev.signet.cluster;

import javax.cache.Cache;
import javax.cache.configuration.Configuration;

/**
 * How many entries a Hazelcast cache keeps. Unless it is configured otherwise Hazelcast drops the
 * entries beyond 10,000 or somewhat more, and a used token that it drops is new again.
 */
final class HazelcastEntries {
  private static final String CONFIGURATION = "com.hazelcast.config.CacheConfig";

  private HazelcastEntries() {}

  /** The configuration of a cache that drops nothing before its end. */
  @SuppressWarnings("unchecked") // the engine's class is known by its name alone
  static Configuration<Object, Object> unbounded(ClassLoader engine) {
    try {
      Object configuration =
          Class.forName(CONFIGURATION, true, engine).getConstructor().newInstance();
      Object eviction = read(configuration, "getEvictionConfig");
      var unused =
          eviction.getClass().getMethod("setSize", int.class).invoke(eviction, Integer.MAX_VALUE);
      return (Configuration<Object, Object>) configuration;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Refuses a cache that drops entries before their end.
   *
   * @throws CacheMistakeException where it does
   */
  @SuppressWarnings("unchecked") // as above
  static void refuseBounded(Cache<Object, Object> cache, String name) {
    try {
      ClassLoader engine = cache.getClass().getClassLoader();
      Object configuration =
          cache.getConfiguration(
              (Class<Configuration<Object, Object>>) Class.forName(CONFIGURATION, false, engine));
      Object eviction = read(configuration, "getEvictionConfig");
      if (!read(eviction, "getMaxSizePolicy").toString().equals("ENTRY_COUNT")
          || !read(eviction, "getSize").equals(Integer.MAX_VALUE)) {
        throw new CacheMistakeException(
            "cache: the cache \""
                + name
                + "\" drops entries, and a used token that it drops is new again: give it"
                + " <eviction size=\"2147483647\" max-size-policy=\"ENTRY_COUNT\"/> in Hazelcast's"
                + " configuration, and restart all members");
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object read(Object object, String method) throws ReflectiveOperationException {
    return object.getClass().getMethod(method).invoke(object);
  }
}
