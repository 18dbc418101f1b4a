package dev.signet.keys;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the same few checks every second until it is closed, on shared threads. */
public final class KeyRefresher implements AutoCloseable {
  private static final Logger LOG = Messages.logger(KeyRefresher.class);

  private final List<Runnable> looks;
  private final Future<?> task;

  /** The failures by the number of the check. */
  private final Map<Integer, String> failures = new HashMap<>();

  private KeyRefresher(ScheduledExecutorService threads, List<Runnable> looks) {
    this.looks = List.copyOf(looks);
    this.task = threads.scheduleWithFixedDelay(this::lookAtAll, 0, 1, TimeUnit.SECONDS);
  }

  /** Begins at once; what a look throws is logged, and ends neither it nor the others. */
  public static KeyRefresher start(ScheduledExecutorService threads, List<Runnable> looks) {
    return new KeyRefresher(threads, looks);
  }

  private void lookAtAll() {
    for (int i = 0; i < looks.size(); i++) {
      try {
        looks.get(i).run();
        failures.remove(i);
      } catch (Throwable e) {
        // a task that throws is never run again, whether an exception or an error
        sayOnce(i, e.getClass().getName());
      }
    }
  }

  private void sayOnce(int look, String failure) {
    if (!failure.equals(failures.put(look, failure))) {
      LOG.log(
          Level.ERROR,
          "SIGNET0124E: refreshing keys failed with {0}; it is tried again every second, and the"
              + " present keys stay in use as long as jwkMaxStaleness allows",
          failure);
    }
  }

  @Override
  public void close() {
    task.cancel(false);
  }
}
