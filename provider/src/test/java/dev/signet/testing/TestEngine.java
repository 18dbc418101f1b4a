package dev.signet.testing;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose caches are those of a real JCache provider, the same for all who open it, as
 * those of a cluster are. It can be made to fail and to hang. There is one in a virtual machine.
 */
public final class TestEngine implements CachingProvider {
  public static final String NAME = TestEngine.class.getName();

  private static final Map<String, Cache<Object, Object>> CACHES = new ConcurrentHashMap<>();
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicReference<@Nullable Throwable> FAILURE = new AtomicReference<>();
  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static volatile CountDownLatch door = new CountDownLatch(0);

  /** As it is configured: with these caches, and as if nothing had happened. */
  public static void declare(String... names) {
    reset();
    for (String name : names) {
      declare(name, new MutableConfiguration<>());
    }
  }

  public static void declare(String name, Configuration<Object, Object> configuration) {
    CACHES.put(
        name, new CaffeineCachingProvider().getCacheManager().createCache(name, configuration));
  }

  /** Lets everything go that waits, and forgets everything. */
  public static void reset() {
    answer();
    open();
    CACHES.clear();
    OPENED.set(0);
    CLOSED.set(0);
    CALLS.set(0);
  }

  /** Each call of a cache throws this. */
  public static void failWith(Throwable next) {
    FAILURE.set(next);
  }

  /** Each call of a cache waits. */
  public static void hang() {
    gate = new CountDownLatch(1);
  }

  /** Opening it waits, as for a cluster that is out of reach. */
  public static void shut() {
    door = new CountDownLatch(1);
  }

  public static void open() {
    door.countDown();
  }

  /** Neither fails nor hangs any more. */
  public static void answer() {
    FAILURE.set(null);
    gate.countDown();
  }

  public static int opened() {
    return OPENED.get();
  }

  public static int closed() {
    return CLOSED.get();
  }

  /** How often its caches were called. */
  public static int calls() {
    return CALLS.get();
  }

  /** What is in a cache. */
  public static Cache<Object, Object> content(String name) {
    return Objects.requireNonNull(CACHES.get(name), name);
  }

  @Override
  public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
    await(door);
    OPENED.incrementAndGet();
    CacheManager real = new CaffeineCachingProvider().getCacheManager();
    return (CacheManager)
        Proxy.newProxyInstance(
            TestEngine.class.getClassLoader(),
            new Class<?>[] {CacheManager.class},
            (proxy, method, arguments) ->
                method.getName().equals("getCache")
                    ? faulty(CACHES.get(arguments[0]))
                    : method.invoke(real, arguments));
  }

  private static @Nullable Object faulty(@Nullable Cache<Object, Object> cache) {
    if (cache == null) {
      return null;
    }
    return Proxy.newProxyInstance(
        TestEngine.class.getClassLoader(),
        new Class<?>[] {Cache.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("isClosed")) {
            return false;
          }
          CALLS.incrementAndGet();
          await(gate);
          Throwable thrown = FAILURE.get();
          if (thrown != null) {
            throw thrown;
          }
          try {
            return method.invoke(cache, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return TestEngine.class.getClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return URI.create("test");
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public CacheManager getCacheManager(URI uri, ClassLoader loader) {
    return getCacheManager(uri, loader, getDefaultProperties());
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(getDefaultURI(), getDefaultClassLoader());
  }

  @Override
  public void close() {
    CLOSED.incrementAndGet();
  }

  @Override
  public void close(ClassLoader loader) {
    close();
  }

  @Override
  public void close(URI uri, ClassLoader loader) {
    close();
  }

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return false;
  }
}
