package dev.signet.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The few threads that fetch keys and check files, for all applications that share this copy of
 * Signet. A thread ends after one second without work, and holds no class loader of an application.
 */
public final class KeyThreads {
  private static final int HTTP_THREADS = 4;
  private static final int FILE_THREADS = 2;

  /** Checks which keys are due; it never waits for a server. */
  public static final ScheduledExecutorService SCHEDULE = scheduler("signet-keys", 1);

  /** Checks files, which may hang on a network, so nothing else runs here. */
  public static final ScheduledExecutorService FILES = scheduler("signet-files", FILE_THREADS);

  /** Sends requests and reads answers; waiting for a server takes none of these threads. */
  static final Executor HTTP = http();

  private KeyThreads() {}

  private static ScheduledExecutorService scheduler(String name, int threads) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(threads, task -> daemon(task, name));
    scheduler.setRemoveOnCancelPolicy(true);
    endWhenIdle(scheduler);
    return scheduler;
  }

  private static Executor http() {
    ThreadFactory threads = task -> daemon(task, "signet-http");
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            HTTP_THREADS, HTTP_THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    endWhenIdle(pool);
    return pool;
  }

  private static void endWhenIdle(ThreadPoolExecutor pool) {
    pool.setKeepAliveTime(1, TimeUnit.SECONDS);
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * A thread that holds no class loader of an application.
   *
   * @param task what it does
   * @param name its name
   * @return not started yet; it keeps no server running
   */
  public static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }

  /**
   * Runs work that may start threads of Java, such as those of an HTTP client. They would inherit
   * the calling thread's class loader, which is that of an application, and outlive the
   * application.
   */
  static <T> T outsideApplications(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader ofApplication = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(ofApplication);
    }
  }
}
