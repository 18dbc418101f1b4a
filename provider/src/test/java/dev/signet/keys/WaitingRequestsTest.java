package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.keys.RemoteSource.KeyQuestion;
import dev.signet.token.VerificationUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests that wait for a fetch: few, and each definition's its share. */
class WaitingRequestsTest {
  private final KeyUsers users = new KeyUsers();
  private final AtomicInteger waiting = new AtomicInteger();
  private final CompletableFuture<String> fetch = new CompletableFuture<>();

  private WaitingRequests requests(Duration readTimeout) {
    users.add("a");
    return new WaitingRequests(users, readTimeout);
  }

  private KeyQuestion question() {
    return new KeyQuestion(Optional.empty(), SignatureAlgorithm.RS256, "a", "", waiting);
  }

  @Test
  void whatHasEndedIsNotWaitedForHoweverManyDo() throws Exception {
    waiting.set(WaitingRequests.MAX);
    fetch.completeExceptionally(new IllegalStateException());
    requests(Duration.ofMinutes(1)).await(fetch, question(), 7);
    assertEquals(WaitingRequests.MAX, waiting.get());
  }

  @Test
  void whereADefinitionIsAloneItHasAllPlaces() throws Exception {
    WaitingRequests requests = requests(Duration.ofMillis(1));
    waiting.set(WaitingRequests.MAX - 1);
    requests.await(fetch, question(), 7);
    waiting.set(WaitingRequests.MAX);
    VerificationUnavailableException busy =
        assertThrows(
            VerificationUnavailableException.class, () -> requests.await(fetch, question(), 7));
    assertEquals(7, busy.retryAfterSeconds());
    assertEquals(WaitingRequests.MAX, waiting.get(), "who may not wait is not counted");
  }

  @Test
  void whereSeveralShareTheKeysEachHasItsShare() throws Exception {
    WaitingRequests requests = requests(Duration.ofMillis(1));
    users.add("b");
    waiting.set(WaitingRequests.SHARE - 1);
    requests.await(fetch, question(), 7);
    waiting.set(WaitingRequests.SHARE);
    assertThrows(
        VerificationUnavailableException.class, () -> requests.await(fetch, question(), 7));
  }

  @Test
  void aPlaceIsFreeAgainAfterEachWait() throws Exception {
    WaitingRequests requests = requests(Duration.ofMillis(1));
    for (int i = 0; i < WaitingRequests.MAX + 1; i++) {
      requests.await(fetch, question(), 7);
    }
    assertEquals(0, waiting.get());
    assertFalse(fetch.isCancelled(), "others wait for the same fetch");
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndStaysInterrupted() throws Exception {
    WaitingRequests requests = requests(Duration.ofHours(1));
    Thread.currentThread().interrupt();
    requests.await(fetch, question(), 7);
    assertTrue(Thread.interrupted());
  }
}
