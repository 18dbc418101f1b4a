package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.IpAddress;
import dev.signet.token.VerificationUnavailableException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The questions to one issuer that are on their way: one for each token, however many requests wait
 * for its answer. So many are asked at once and no more, and so many requests are here and no more:
 * an issuer that hangs must not take every thread of the server. Who comes first is asked about
 * first. One client has a share of the room and not all of it. Nothing stays after an answer.
 */
final class Questions {
  private static final int MAX_ASKED = 32;
  private static final int MAX_REQUESTS = 96;
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final ChannelAttribute ADDRESS =
      new ChannelAttribute(ChannelAttribute.Kind.REMOTE_ADDRESS, "");

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

  /** Room for tokens that nobody has vouched for: half of it for one client. */
  static Questions aboutUnknownTokens(
      Duration answersWithin, Supplier<VerificationUnavailableException> tooMany) {
    return new Questions(answersWithin, MAX_REQUESTS / 2, tooMany);
  }

  /** Room for tokens that were good before, which nobody can make up. */
  static Questions aboutKnownTokens(
      Duration answersWithin, Supplier<VerificationUnavailableException> tooMany) {
    return new Questions(answersWithin, MAX_REQUESTS, tooMany);
  }

  /** Asks the issuer. */
  @FunctionalInterface
  interface Question {
    Map<String, Object> ask() throws VerificationUnavailableException;
  }

  /**
   * The answer about a token, this request's or that of one before it.
   *
   * @param digest stands for the token
   * @param channel says whose request it is
   * @param mayWait whether it is any use to wait for others
   * @throws VerificationUnavailableException where there is no answer, or no room
   */
  Map<String, Object> answer(String digest, Channel channel, boolean mayWait, Question question)
      throws VerificationUnavailableException {
    String client = client(channel);
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
      // those who wait hear of any other end as well
      mine.completeExceptionally(new IllegalStateException("the question was given up"));
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

  /** Of IPv6 the network: a client has as many addresses in it as it likes. */
  private static String client(Channel channel) {
    List<String> addresses = channel.values(ADDRESS);
    Optional<IpAddress> address = addresses.stream().findFirst().flatMap(IpAddress::told);
    return address
        .map(a -> a.isIpv6() ? a.value().shiftRight(64) : a.value())
        .map(BigInteger::toString)
        .orElse("");
  }
}
