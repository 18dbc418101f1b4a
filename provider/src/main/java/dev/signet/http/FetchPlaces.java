package dev.signet.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Limits the fetches of keys that run at once, each with its own connection. The others wait
 * without a thread. Half of the places are for fetches that failed the last time, so that servers
 * that hang do not block fetches from other servers.
 */
public final class FetchPlaces {
  /** For this copy of Signet. */
  public static final FetchPlaces ALL = new FetchPlaces(64, KeyThreads.HTTP);

  private final Executor threads;
  private final Lane good;
  private final Lane failing;

  /** Fetches of one kind: those that wait, and the number of those that run. */
  private static final class Lane {
    private final int places;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Lane(int places) {
      this.places = places;
    }
  }

  FetchPlaces(int places, Executor threads) {
    this.threads = threads;
    this.good = new Lane(places - places / 2);
    this.failing = new Lane(places / 2);
  }

  /**
   * Begins a fetch as soon as there is a place.
   *
   * @param hasFailed whether it failed the last time
   * @return its result; it fails where the fetch throws anything
   */
  public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> fetch, boolean hasFailed) {
    Lane lane = hasFailed ? failing : good;
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (this) {
      lane.waiting.add(() -> begin(fetch, lane, result));
    }
    beginNext(lane);
    return result;
  }

  private synchronized void beginNext(Lane lane) {
    if (lane.underWay < lane.places && !lane.waiting.isEmpty()) {
      lane.underWay++;
      threads.execute(lane.waiting.remove());
    }
  }

  private <T> void begin(
      Supplier<CompletableFuture<T>> fetch, Lane lane, CompletableFuture<T> result) {
    CompletableFuture<T> running;
    try {
      running = fetch.get();
    } catch (Throwable e) {
      // whatever it is, the place must become free and the failure must be reported
      running = CompletableFuture.failedFuture(e);
    }
    var unused =
        running.whenComplete(
            (value, failure) -> {
              synchronized (this) {
                lane.underWay--;
              }
              beginNext(lane);
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(failure);
              }
            });
  }
}
