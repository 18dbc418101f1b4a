package dev.signet.keys;

import dev.signet.token.VerificationUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests that wait for keys of one source. Few may: a key server that hangs must not take
 * every thread of this one. Where several definitions share the keys, each has a share, so that the
 * tokens of one do not keep those of the others from waiting.
 */
final class WaitingRequests {
  static final int MAX = 64;
  static final int SHARE = 16;

  private final KeyUsers users;
  private final Duration limit;
  private final Semaphore places = new Semaphore(MAX);

  /**
   * Nobody waits yet.
   *
   * @param readTimeout how long an answer may take; a request waits twice as long at most, since it
   *     may have to wait for another one's fetch first
   */
  WaitingRequests(KeyUsers users, Duration readTimeout) {
    this.users = users;
    this.limit = readTimeout.multipliedBy(2);
  }

  /**
   * Waits for a fetch, however it ends.
   *
   * @param retryAfter in seconds, for a request that may not wait
   * @throws VerificationUnavailableException where too many wait already
   */
  void await(Future<?> fetch, KeyQuestion question, long retryAfter)
      throws VerificationUnavailableException {
    if (fetch.isDone()) {
      return;
    }
    int share = users.size() > 1 ? SHARE : MAX;
    try {
      if (question.waiting().incrementAndGet() > share) {
        throw new VerificationUnavailableException(question.definition(), retryAfter);
      }
      awaitInPlace(fetch, question, retryAfter);
    } finally {
      question.waiting().decrementAndGet();
    }
  }

  private void awaitInPlace(Future<?> fetch, KeyQuestion question, long retryAfter)
      throws VerificationUnavailableException {
    if (!places.tryAcquire()) {
      throw new VerificationUnavailableException(question.definition(), retryAfter);
    }
    try {
      var unused = fetch.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // what came of it, if anything, is seen in the keys
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }
}
