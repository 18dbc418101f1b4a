package dev.signet.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The body of an answer, up to its longest. */
class BoundedBodyTest {
  private final BoundedBody body = new BoundedBody();
  private final CompletableFuture<byte[]> result = body.getBody().toCompletableFuture();
  private boolean isCancelled;

  private void subscribe() {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            assertEquals(Long.MAX_VALUE, n);
          }

          @Override
          public void cancel() {
            isCancelled = true;
          }
        });
  }

  private void send(int... lengths) {
    for (int length : lengths) {
      body.onNext(List.of(ByteBuffer.wrap(new byte[length])));
    }
  }

  @Test
  void thePartsOfABodyAreOne() throws Exception {
    subscribe();
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})));
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {0, 4, 0}, 1, 1)));
    assertFalse(result.isDone());
    body.onComplete();
    assertArrayEquals(new byte[] {1, 2, 3, 4}, result.get());
  }

  @Test
  void theLongestBodyIsReadToItsEnd() throws Exception {
    subscribe();
    send(BoundedBody.MAX_BYTES - 1, 1);
    assertFalse(isCancelled);
    body.onComplete();
    assertEquals(BoundedBody.MAX_BYTES, result.get().length);
  }

  @Test
  void oneByteMoreEndsTheAnswerAndWhatFollowsChangesNothing() {
    subscribe();
    send(BoundedBody.MAX_BYTES, 1);
    assertTrue(isCancelled);
    send(1);
    body.onComplete();
    ExecutionException refused = assertThrows(ExecutionException.class, result::get);
    assertTrue(refused.getCause() instanceof FetchException);
  }

  @Test
  void aConnectionThatBreaksIsAFailure() {
    subscribe();
    send(1);
    IOException broken = new IOException();
    body.onError(broken);
    assertSame(broken, assertThrows(ExecutionException.class, result::get).getCause());
  }
}
