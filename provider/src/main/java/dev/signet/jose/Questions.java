package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.channel.ClientNetwork;
import dev.signet.token.VerificationUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The running introspection calls to one issuer: one for each token, however many requests wait for
 * its answer. The number of calls at once is limited, and so is the number of requests that wait:
 * an issuer that hangs must not take every thread of the server. Calls are made in the order of the
 * requests. One client can take a share of the places, not all of them. Nothing is kept after an
 * answer.
 */
final class Questions {
  private static final int MAX_ASKED = 32;
  private static final int MAX_REQUESTS = 96;
  private static final Duration WAIT = Duration.ofSeconds(2);

  private final Duration answersWithin;
  private final int maxOfClient;
  private final Supplier<VerificationUnavailableException> tooMany;
  private final Semaphore asked = new Semaphore(MAX_ASKED, true);
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);
  private final Map<String, Integer> clients = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Map<String, Object>>> open =
      new ConcurrentHashMap<>();

  private Questions(
      Duration answersWithin, int maxOfClient, Supplier<VerificationUnavailableException> tooMany) {
    this.answersWithin = answersWithin;
    this.maxOfClient = maxOfClient;
    this.tooMany = tooMany;
  }

  /**
   * The places for tokens that have not been confirmed before: half of them at most for one client.
   */
  static Questions aboutUnknownTokens(
      Duration answersWithin, Supplier<VerificationUnavailableException> tooMany) {
    return new Questions(answersWithin, MAX_REQUESTS / 2, tooMany);
  }

  /** The places for tokens that were active before, which a client cannot invent. */
  static Questions aboutKnownTokens(
      Duration answersWithin, Supplier<VerificationUnavailableException> tooMany) {
    return new Questions(answersWithin, MAX_REQUESTS, tooMany);
  }

  /** One call to the issuer. */
  @FunctionalInterface
  interface Question {
    Map<String, Object> ask() throws VerificationUnavailableException;
  }

  /**
   * The answer about a token, from this request's call or from that of an earlier request.
   *
   * @param digest the digest of the token
   * @param channel the attributes of the request, for the client's address
   * @param mayWait whether the request may wait for a place
   * @throws VerificationUnavailableException where there is no answer, or no place
   */
  Map<String, Object> answer(String digest, Channel channel, boolean mayWait, Question question)
      throws VerificationUnavailableException {
    String client = ClientNetwork.of(channel);
    if (!requests.tryAcquire()) {
      throw tooMany.get();
    }
    try {
      if (clients.merge(client, 1, Integer::sum) > maxOfClient) {
        throw tooMany.get();
      }
      CompletableFuture<Map<String, Object>> mine = new CompletableFuture<>();
      CompletableFuture<Map<String, Object>> others = open.putIfAbsent(digest, mine);
      return others == null
          ? ask(digest, mine, mayWait ? WAIT : Duration.ZERO, question)
          : follow(others);
    } finally {
      clients.computeIfPresent(client, (c, count) -> count == 1 ? null : count - 1);
      requests.release();
    }
  }

  private Map<String, Object> ask(
      String digest, CompletableFuture<Map<String, Object>> mine, Duration wait, Question question)
      throws VerificationUnavailableException {
    try {
      if (!asked.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooMany.get();
      }
      try {
        Map<String, Object> answer = question.ask();
        mine.complete(answer);
        return answer;
      } finally {
        asked.release();
      }
    } catch (VerificationUnavailableException e) {
      mine.completeExceptionally(e);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMany.get();
    } finally {
      // requests that wait must be notified of any other end as well
      mine.completeExceptionally(new IllegalStateException("the introspection was abandoned"));
      open.remove(digest, mine);
    }
  }

  private Map<String, Object> follow(CompletableFuture<Map<String, Object>> others)
      throws VerificationUnavailableException {
    try {
      return others.get(WAIT.plus(answersWithin).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VerificationUnavailableException undecided
          ? undecided
          : tooMany.get();
    } catch (TimeoutException e) {
      throw tooMany.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMany.get();
    }
  }
}
