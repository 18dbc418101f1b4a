package dev.signet.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;

/**
 * A cache whose entries end each at its own time. JCache has no such operation. Hazelcast and
 * Infinispan have one each, which is called by its name, so that Signet needs neither of them. With
 * any other engine the cache's own expiry counts for all entries.
 */
final class TimedCache {
  /** Puts a value with a lifetime where the key has none. */
  @FunctionalInterface
  private interface Put {
    boolean ifAbsent(String key, Object value, Duration lifetime);
  }

  private final Cache<Object, Object> cache;
  private final Put put;

  private TimedCache(Cache<Object, Object> cache, Put put) {
    this.cache = cache;
    this.put = put;
  }

  static TimedCache plain(Cache<Object, Object> cache) {
    return new TimedCache(cache, (key, value, lifetime) -> cache.putIfAbsent(key, value));
  }

  /**
   * The same of Hazelcast.
   *
   * @throws CacheMistakeException where the cache drops entries before their end
   */
  static TimedCache hazelcast(Cache<Object, Object> cache, String name) {
    HazelcastEntries.refuseBounded(cache, name);
    Method put =
        method(
            cache,
            "com.hazelcast.cache.ICache",
            "putIfAbsent",
            Object.class,
            Object.class,
            ExpiryPolicy.class);
    return new TimedCache(
        cache,
        (key, value, lifetime) ->
            Boolean.TRUE.equals(call(put, cache, key, value, policy(lifetime)).orElse(false)));
  }

  private static ExpiryPolicy policy(Duration lifetime) {
    return new CreatedExpiryPolicy(
        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, lifetime.toMillis()));
  }

  /**
   * The same of Infinispan.
   *
   * @throws CacheMistakeException where each server has a cache of this name for itself, or where
   *     an answer does not wait for the other servers
   */
  static TimedCache infinispan(Cache<Object, Object> cache, String name) {
    Object own = cache.unwrap(type(cache, "org.infinispan.AdvancedCache"));
    refuseUnshared(own, name);
    Method put =
        method(
            cache,
            "org.infinispan.commons.api.BasicCache",
            "putIfAbsent",
            Object.class,
            Object.class,
            long.class,
            TimeUnit.class);
    return new TimedCache(
        cache,
        (key, value, lifetime) ->
            call(put, own, key, value, lifetime.toMillis(), TimeUnit.MILLISECONDS).isEmpty());
  }

  private static void refuseUnshared(Object own, String name) {
    Object mode = own;
    for (String step : new String[] {"getCacheConfiguration", "clustering", "cacheMode"}) {
      mode = read(mode, step);
    }
    if (!mode.toString().matches("(DIST|REPL)_SYNC")) {
      throw new CacheMistakeException(
          "cache: the cache \""
              + name
              + "\" is not shared: make it a distributed-cache or a replicated-cache with mode"
              + " SYNC in Infinispan's configuration");
    }
  }

  private static Object read(Object object, String method) {
    try {
      return object.getClass().getMethod(method).invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> type(Cache<?, ?> cache, String name) {
    try {
      return Class.forName(name, false, cache.getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(Cache<?, ?> cache, String type, String name, Class<?>... types) {
    try {
      return type(cache, type).getMethod(name, types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Object> call(Method method, Object target, Object... arguments) {
    try {
      return Optional.ofNullable(method.invoke(target, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean putIfAbsent(String key, Object value, Duration lifetime) {
    return put.ifAbsent(key, value, lifetime);
  }

  /** For operations that the standard has. */
  Cache<Object, Object> plain() {
    return cache;
  }
}
