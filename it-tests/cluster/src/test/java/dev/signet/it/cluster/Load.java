package dev.signet.it.cluster;

import dev.signet.it.cluster.Caller.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rightful requests through nginx, of two users with two browsers each, without a pause. Each
 * browser leaves a note of its own in its session, and puts it there again where it is gone.
 */
final class Load implements AutoCloseable {
  private final Balance balance;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger notesGone = new AtomicInteger();
  private final Map<String, Integer> lost = new ConcurrentHashMap<>();
  private final Map<String, Integer> anothers = new ConcurrentHashMap<>();
  private volatile boolean isOver;

  private Load(Balance balance) {
    this.balance = balance;
  }

  /** Begins. */
  static Load on(Balance balance) {
    Load load = new Load(balance);
    for (String user : List.of("testuser", "otheruser")) {
      for (int browser = 0; browser < 2; browser++) {
        String note = user + browser;
        Thread thread = new Thread(() -> load.browse(user, note));
        load.threads.add(thread);
        thread.start();
      }
    }
    return load;
  }

  private void browse(String user, String note) {
    Caller caller = new Caller();
    String password = Caller.password(user);
    boolean hasNote = false;
    while (!isOver) {
      Page page =
          caller.get(
              balance.nginx("/any/page" + (hasNote ? "" : "?put=" + note)),
              "Authorization",
              password);
      requests.incrementAndGet();
      if (page.status() != 200) {
        lost.merge("" + page.status(), 1, Integer::sum);
      } else if (!page.name().equals(user) || isAnothers(page.note(), note)) {
        anothers.merge(note + " got " + page, 1, Integer::sum);
      } else if (!page.note().equals(note)) {
        notesGone.incrementAndGet();
        hasNote = false;
      } else {
        hasNote = true;
      }
    }
  }

  private static boolean isAnothers(String found, String own) {
    return found.contains("user") && !found.equals(own);
  }

  Load during(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
    return this;
  }

  /** Ends it: what was lost, and whose pages were shown to others. */
  Map<String, Map<String, Integer>> result(String what) throws InterruptedException {
    close();
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(
        "balance: %s: %d requests, lost %s, of another user %s, notes gone %s"
            .formatted(what, requests.get(), lost, anothers, notesGone));
    return Map.of("lost", new TreeMap<>(lost), "another's", new TreeMap<>(anothers));
  }

  int notesGone() {
    return notesGone.get();
  }

  @Override
  public void close() {
    isOver = true;
  }
}
