package dev.signet.keys;

import dev.signet.keys.RemoteSource.KeyQuestion;
import dev.signet.token.VerificationUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests that wait for keys of one source. Their number is limited: a key server that hangs
 * must not take every thread of this server. Where several definitions share the keys, each has a
 * share, so that requests of one definition do not take all places.
 */
final class WaitingRequests {
  static final int MAX = 64;
  static final int SHARE = 16;

  private final KeyUsers users;
  private final Duration limit;
  private final Semaphore places = new Semaphore(MAX);

  /**
   * Starts without waiting requests.
   *
   * @param readTimeout the longest time for an answer; a request waits at most twice as long,
   *     because it may wait for another request's fetch first
   */
  WaitingRequests(KeyUsers users, Duration readTimeout) {
    this.users = users;
    this.limit = readTimeout.multipliedBy(2);
  }

  /**
   * Waits until a fetch ends, with or without success.
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
      // the result of the fetch is in the keys
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }
}
