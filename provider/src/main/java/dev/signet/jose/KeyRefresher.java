package dev.signet.jose;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One thread that asks every second of all keys whether it is time to read them anew. */
final class KeyRefresher implements AutoCloseable {
  private static final Logger LOG = System.getLogger(KeyRefresher.class.getName());

  private final List<Runnable> looks;
  private final ScheduledExecutorService thread;

  private KeyRefresher(List<Runnable> looks) {
    this.looks = looks;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "signet-keys");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  static KeyRefresher start(List<Runnable> looks) {
    KeyRefresher refresher = new KeyRefresher(looks);
    refresher.refreshAll();
    var unused =
        refresher.thread.scheduleWithFixedDelay(refresher::refreshAll, 1, 1, TimeUnit.SECONDS);
    return refresher;
  }

  private void refreshAll() {
    for (Runnable look : looks) {
      try {
        look.run();
      } catch (RuntimeException e) {
        // a scheduled task that throws is never run again, and no key would be refreshed any more
        LOG.log(Level.ERROR, "refreshing keys failed: {0}", e.getClass().getName());
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
