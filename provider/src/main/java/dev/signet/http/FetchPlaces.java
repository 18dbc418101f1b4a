package dev.signet.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * How many fetches of keys are under way at once, each with a connection of its own. The others
 * wait for their turn, without a thread. Half of the places are for those that failed the last
 * time, so that servers that hang do not keep keys of other servers from being fetched.
 */
public final class FetchPlaces {
  /** For this copy of Signet. */
  public static final FetchPlaces ALL = new FetchPlaces(64, KeyThreads.HTTP);

  private final Executor threads;
  private final Lane good;
  private final Lane failing;

  /** Fetches of one kind: those that wait, and how many are under way. */
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
   * @return what comes of it; it fails where the fetch throws anything
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
      // whatever it is, the place has to become free and the failure has to be said
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
