package dev.signet.cluster;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.cache.CacheManager;

/**
 * An engine that is open, or is being opened: opening may take long where the cluster is out of
 * reach, and nobody waits for it longer than twenty seconds. One that has failed or ended is opened
 * again, every five seconds, when it is asked for. After a standstill of this server no answer
 * counts for five seconds. Thread-safe.
 */
final class OpenEngine {
  private static final Logger LOG = Messages.logger(OpenEngine.class);
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration END = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(5);

  private final CacheEngine engine;
  private final BoundedCalls calls;
  private final Map<String, SharedCache> shared = new ConcurrentHashMap<>();
  private final Standstill standstill;
  private final CountDownLatch over = new CountDownLatch(1);

  // below: guarded by this
  private CompletableFuture<Opened> opening;
  private long nextOpening;

  /** What ends together: the manager and the caches that were looked up in it. */
  private record Opened(CacheManager manager, Map<String, TimedCache> caches) {
    boolean isClosed() {
      return manager.isClosed()
          || caches.values().stream().anyMatch(cache -> cache.plain().isClosed());
    }
  }

  /** Opens it; the clock tells standstills of this server. */
  OpenEngine(CacheEngine engine, Clock clock) {
    this.engine = engine;
    this.standstill = new Standstill(clock);
    this.calls = new BoundedCalls(engine.loader());
    this.opening = open();
    calls.daemon(this::follow).start();
  }

  /** Until the end. */
  private void follow() {
    try {
      while (!over.await(Standstill.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (standstill.beat()) {
          LOG.log(
              Level.WARNING,
              "SIGNET0114W: this server stood still for five seconds or more; a request that needs {0} gets a"
                  + " 503 for five seconds, since the other servers may have gone on without it",
              this);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
   * @throws CacheUnavailableException where the engine is not open, does not answer in time, or may
   *     not know that the others have gone on without this server
   * @throws ExecutionException with what the engine throws, or a {@link CacheMistakeException}
   */
  <T> T call(String name, Function<TimedCache, T> question)
      throws CacheUnavailableException, ExecutionException {
    CompletableFuture<Opened> opened = current();
    if (!opened.isDone()) {
      throw new CacheUnavailableException();
    }
    try {
      T answer = calls.call(() -> question.apply(cache(opened.get(), name)));
      if (standstill.isRecent()) {
        throw new CacheUnavailableException();
      }
      return answer;
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
    boolean isOver = over.getCount() == 0;
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
      over.countDown();
      last = opening;
    }
    CompletableFuture<Void> end =
        last.handleAsync(
            (opened, failure) -> {
              engine.close(opened == null ? List.of() : opened.caches().values());
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
