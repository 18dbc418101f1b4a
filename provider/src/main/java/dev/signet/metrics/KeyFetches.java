package dev.signet.metrics;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fetches of keys by this copy of Signet. Applications and definitions with the same settings
 * share a fetch, which is counted once, under the definition that has shared it for the longest.
 */
public final class KeyFetches {
  /** What has been counted since this copy of Signet was loaded. */
  public static final Durations ALL = new Durations();

  private static final String SUCCESS = "success";
  private static final String FAILURE = "failure";

  private KeyFetches() {}

  /**
   * Measures a fetch.
   *
   * @param definition which definition it is counted under
   * @param fetch begins the fetch
   * @param errorType a fixed word for a failure
   * @param <T> what is fetched
   * @return the same result, once it has been counted
   */
  public static <T> CompletableFuture<T> measured(
      Supplier<String> definition,
      Supplier<CompletableFuture<T>> fetch,
      Function<Throwable, String> errorType) {
    long begun = System.nanoTime();
    Object event = FlightEvents.beginKeyFetch();
    // a fetch that throws has failed like one that ends later
    return CompletableFuture.completedFuture("")
        .thenCompose(now -> fetch.get())
        .whenComplete(
            (fetched, failure) -> end(begun, event, series(definition.get(), failure, errorType)));
  }

  private static Series series(
      String definition, @Nullable Throwable failure, Function<Throwable, String> errorType) {
    return failure == null
        ? new Series(SUCCESS, "", definition)
        : new Series(FAILURE, errorType.apply(failure), definition);
  }

  private static void end(long begun, @Nullable Object event, Series series) {
    ALL.add(series, System.nanoTime() - begun);
    FlightEvents.endKeyFetch(event, series);
  }
}
