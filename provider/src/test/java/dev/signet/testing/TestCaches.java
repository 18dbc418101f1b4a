package dev.signet.testing;

import java.util.Collection;
import java.util.List;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** Caches of a real JCache provider, there until closed. */
public final class TestCaches implements AutoCloseable {
  private final List<String> names;
  private volatile @Nullable Throwable failure;

  private TestCaches(String... names) {
    this.names = List.of(names);
  }

  public static TestCaches named(String... names) {
    TestCaches caches = new TestCaches(names);
    caches.names.forEach(name -> create(name, types()));
    return caches;
  }

  /** A cache that writes through to something that fails. */
  public static TestCaches failing(String name) {
    TestCaches caches = new TestCaches(name);
    Writer writer = caches.new Writer();
    create(
        name,
        types()
            .setWriteThrough(true)
            .setCacheWriterFactory((Factory<CacheWriter<String, Long>>) () -> writer));
    return caches;
  }

  private static MutableConfiguration<String, Long> types() {
    return new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
  }

  private static void create(String name, MutableConfiguration<String, Long> configuration) {
    var unused = Caching.getCachingProvider().getCacheManager().createCache(name, configuration);
  }

  public void failWith(Throwable next) {
    failure = next;
  }

  public List<String> names() {
    return names;
  }

  @Override
  public void close() {
    names.forEach(Caching.getCachingProvider().getCacheManager()::destroyCache);
  }

  private final class Writer implements CacheWriter<String, Long> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends Long> entry) {
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure instanceof Error error) {
        throw error;
      }
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends Long>> entries) {
      throw new AssertionError("one at a time");
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }
}
