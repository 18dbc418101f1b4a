package dev.signet.rehearsal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Copied requests that wait for a thread of the rehearsal: 1,000 at most, and 4 million characters.
 * A request that finds no place is not waited for. Where a key server hangs, the two threads wait
 * for it, and the requests of the application do not.
 */
final class Backlog implements AutoCloseable {
  static final int MAX_REQUESTS = 1_000;
  private static final long MAX_CHARACTERS = 4_000_000;
  static final int THREADS = 2;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread daemon = new Thread(task, "signet-rehearsal");
            daemon.setDaemon(true);
            daemon.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return daemon;
          });

  // below: guarded by this
  private int requests;
  private long characters;

  Backlog() {
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Gives a request its turn later.
   *
   * @param size in characters
   * @param turn throws nothing
   * @return false where there is no place; nothing happens then
   */
  boolean add(int size, Runnable turn) {
    synchronized (this) {
      if (requests >= MAX_REQUESTS || characters + size > MAX_CHARACTERS) {
        return false;
      }
      requests++;
      characters += size;
    }
    try {
      threads.execute(() -> run(size, turn));
      return true;
    } catch (RejectedExecutionException e) {
      // after the end
      return false;
    }
  }

  private void run(int size, Runnable turn) {
    synchronized (this) {
      requests--;
      characters -= size;
    }
    turn.run();
  }

  @Override
  public void close() {
    var unused = threads.shutdownNow();
  }
}
