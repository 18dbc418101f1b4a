package dev.signet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Fetches take turns without a thread, and servers that hang leave the others their places. */
class FetchPlacesTest {
  private final FetchPlaces places = new FetchPlaces(4, Runnable::run);
  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  private CompletableFuture<String> fetch() {
    CompletableFuture<String> running = new CompletableFuture<>();
    begun.add(running);
    return running;
  }

  @Test
  void theNextBeginsWhenOneHasEnded() {
    var unused = places.take(this::fetch, false);
    CompletableFuture<String> second = places.take(this::fetch, false);
    CompletableFuture<String> third = places.take(this::fetch, false);
    assertEquals(2, begun.size());
    begun.get(1).complete("keys");
    assertEquals("keys", second.join());
    assertEquals(3, begun.size());
    assertFalse(third.isDone());
  }

  @Test
  void serversThatHangKeepOnlyThosePlacesThatAreForFailures() {
    for (int i = 0; i < 1_000; i++) {
      var unused = places.take(this::fetch, true);
    }
    assertEquals(2, begun.size());
    CompletableFuture<String> good = places.take(this::fetch, false);
    assertEquals(3, begun.size());
    begun.get(2).complete("keys");
    assertEquals("keys", good.join());
  }

  @Test
  void anErrorIsAFailureAndGivesThePlaceBack() {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<String> failed =
          places.take(
              () -> {
                throw new NoClassDefFoundError("x");
              },
              false);
      CompletionException reason = assertThrows(CompletionException.class, failed::join);
      assertEquals(
          "reading the answer failed with java.lang.NoClassDefFoundError",
          FetchException.reason(reason));
    }
    var unused = places.take(this::fetch, false);
    assertEquals(1, begun.size());
  }
}
