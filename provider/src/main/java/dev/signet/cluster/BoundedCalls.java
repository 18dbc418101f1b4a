package dev.signet.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of an engine that may hang: a request waits for one two seconds at most, and no more than
 * 64 threads are in the engine. After a call that took longer, requests are answered at once, but
 * for one in a second that tries whether the engine answers again. Thread-safe.
 */
final class BoundedCalls {
  static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final int PLACES = 64;
  private static final int MANY = 16;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ClassLoader loader;
  private final Semaphore places = new Semaphore(PLACES);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::daemon);

  // below: guarded by this
  private boolean isHanging;
  private long nextTry;

  BoundedCalls(ClassLoader loader) {
    this.loader = loader;
  }

  /** A thread of no application's: neither its class loader nor its inherited values. */
  Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "signet-cache", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /**
   * The answer of a call.
   *
   * @throws CacheUnavailableException where it does not come in time
   * @throws ExecutionException with what the call throws
   */
  <T> T call(Callable<T> question) throws CacheUnavailableException, ExecutionException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    boolean isTrial = begin();
    try {
      long patience = isTrial ? 0 : DEADLINE.toNanos();
      if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
        throw new CacheUnavailableException();
      }
      FutureTask<T> task = new FutureTask<>(question);
      run(task);
      T answer = task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      hasAnswered();
      return answer;
    } catch (TimeoutException e) {
      if (PLACES - places.availablePermits() >= MANY) {
        hangs();
      }
      throw new CacheUnavailableException();
    } catch (ExecutionException e) {
      hasAnswered();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheUnavailableException();
    }
  }

  /**
   * A call that hangs keeps its place and is not interrupted: an interrupt closes the files of an
   * engine that stores its entries.
   */
  private void run(FutureTask<?> task) {
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              places.release();
            }
          });
    } catch (RuntimeException | Error e) {
      places.release();
      throw e;
    }
  }

  /** Whether this call is to find out if the engine answers again. */
  private synchronized boolean begin() throws CacheUnavailableException {
    if (isHanging && System.nanoTime() - nextTry < 0) {
      throw new CacheUnavailableException();
    }
    if (isHanging) {
      hangs();
    }
    return isHanging;
  }

  private synchronized void hangs() {
    isHanging = true;
    nextTry = System.nanoTime() + PAUSE.toNanos();
  }

  private synchronized void hasAnswered() {
    isHanging = false;
  }
}
