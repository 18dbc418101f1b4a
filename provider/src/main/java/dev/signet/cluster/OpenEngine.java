package dev.signet.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.cache.CacheManager;

/**
 * An engine that is open, or is being opened: opening may take long where the cluster is out of
 * reach, and nobody waits for it longer than twenty seconds. One that has failed or ended is opened
 * again, every five seconds, when it is asked for. Thread-safe.
 */
final class OpenEngine {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration END = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(5);

  private final CacheEngine engine;
  private final BoundedCalls calls;
  private final Map<String, SharedCache> shared = new ConcurrentHashMap<>();

  // below: guarded by this
  private CompletableFuture<Opened> opening;
  private long nextOpening;
  private boolean isOver;

  /** What ends together: the manager and the caches that were looked up in it. */
  private record Opened(CacheManager manager, Map<String, TimedCache> caches) {
    boolean isClosed() {
      return manager.isClosed()
          || caches.values().stream().anyMatch(cache -> cache.plain().isClosed());
    }
  }

  OpenEngine(CacheEngine engine) {
    this.engine = engine;
    this.calls = new BoundedCalls(engine.loader());
    this.opening = open();
  }

  private CompletableFuture<Opened> open() {
    nextOpening = System.nanoTime() + REST.toNanos();
    CompletableFuture<Opened> opened = new CompletableFuture<>();
    calls
        .daemon(
            () -> {
              try {
                opened.complete(new Opened(engine.open(), new ConcurrentHashMap<>()));
              } catch (Throwable e) {
                opened.completeExceptionally(e);
              }
            })
        .start();
    return opened;
  }

  /**
   * Waits until it is open, for a time.
   *
   * @return whether it is open; not where opening goes on
   * @throws IllegalArgumentException where the engine refuses to open
   */
  boolean awaitStart() {
    try {
      var unused = current().get(START.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(
          "cache: "
              + engine
              + " cannot be opened ("
              + SharedCache.kind(e)
              + "): the engine's own log says why",
          e);
    }
  }

  private synchronized CompletableFuture<Opened> current() {
    return opening;
  }

  /** The cache of a name; one object for all who ask, so that a line is logged once. */
  SharedCache shared(String name, String effect) {
    return shared.computeIfAbsent(name, n -> new SharedCache(this, n, effect));
  }

  /**
   * Asks a cache.
   *
   * @throws CacheUnavailableException where the engine is not open, or does not answer in time
   * @throws ExecutionException with what the engine throws, or a {@link CacheMistakeException}
   */
  <T> T call(String name, Function<TimedCache, T> question)
      throws CacheUnavailableException, ExecutionException {
    CompletableFuture<Opened> opened = current();
    if (!opened.isDone()) {
      throw new CacheUnavailableException();
    }
    try {
      return calls.call(() -> question.apply(cache(opened.get(), name)));
    } catch (ExecutionException e) {
      openAgain(opened);
      throw e;
    }
  }

  private TimedCache cache(Opened opened, String name) {
    // not computeIfAbsent: it would hold others up while the engine hangs
    TimedCache known = opened.caches().get(name);
    if (known == null) {
      known = engine.cache(opened.manager(), name);
      opened.caches().put(name, known);
    }
    return known;
  }

  private synchronized void openAgain(CompletableFuture<Opened> failed) {
    boolean hasEnded = failed.isCompletedExceptionally() || failed.join().isClosed();
    if (hasEnded && failed == opening && !isOver && System.nanoTime() - nextOpening >= 0) {
      opening = open();
    }
  }

  /**
   * Leaves the cluster, in a thread of its own: that may take minutes, and is waited for ten
   * seconds.
   */
  void close() {
    CompletableFuture<Opened> last;
    synchronized (this) {
      isOver = true;
      last = opening;
    }
    CompletableFuture<Void> end =
        last.handleAsync(
            (opened, failure) -> {
              engine.close();
              return null;
            },
            task -> calls.daemon(task).start());
    try {
      end.get(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // it goes on, or the engine has failed at its end: nothing is left to do
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return engine.toString();
  }
}
