package dev.signet.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.FetchSettings;
import dev.signet.crypto.VerificationKey;
import dev.signet.keys.RefreshedKeys.Outcome;
import dev.signet.settings.MonotonicTime;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A key set at an address. A request waits only where its key is unknown, and such fetches are
 * limited. Each fetch returns all keys, so a flood of invented key ids cannot delay a new key for
 * longer than the interval of the limit. A key id that was not found is remembered for a while. A
 * request for a known key never waits.
 */
final class PublishedKeySet implements RemoteSource {
  private static final Duration UNKNOWN_NAME_MEMORY = Duration.ofMinutes(1);
  private static final long MAX_UNKNOWN_CHARACTERS = 256 * 1024;
  private static final int OVERHEAD = 64;

  private final RefreshedKeys document;
  private final WaitingRequests waiting;
  private final Duration unknownKidInterval;
  private final Clock clock;
  private final MonotonicTime time;
  private final Cache<String, Boolean> unknownNames;
  private Duration nextOnDemand = Duration.ZERO;
  private boolean isAsked;

  /** A fetch that a request waits for, and whether the request started it. */
  private record OnDemand(CompletableFuture<Outcome> result, boolean isNew) {}

  PublishedKeySet(RefreshedKeys document, KeyUsers users, FetchSettings settings, Clock clock) {
    this.document = document;
    this.waiting = new WaitingRequests(users, settings.readTimeout());
    this.unknownKidInterval = settings.unknownKidInterval();
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.unknownNames =
        Caffeine.newBuilder()
            .maximumWeight(MAX_UNKNOWN_CHARACTERS)
            .weigher((String name, Boolean unknown) -> name.length() + OVERHEAD)
            .expireAfterWrite(UNKNOWN_NAME_MEMORY)
            .ticker(() -> time.elapsed().toNanos())
            .executor(Runnable::run)
            .build();
  }

  @Override
  public List<VerificationKey> resolveKeys(KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException {
    List<VerificationKey> fitting = fitting(question);
    if (fitting.isEmpty() && isWorthAsking(question.name())) {
      boolean isUnknown = isUnknownAfterFetch(() -> !fitting(question).isEmpty(), question);
      if (!document.isUsable()) {
        throw new VerificationUnavailableException(question.definition(), document.retryAfter());
      }
      if (isUnknown) {
        question.name().ifPresent(name -> unknownNames.put(name, true));
      }
      fitting = fitting(question);
    }
    return KeySet.usable(fitting, clock.instant());
  }

  private List<VerificationKey> fitting(KeyQuestion question) {
    return document.current().fitting(question.name(), question.algorithm());
  }

  private boolean isWorthAsking(Optional<String> name) {
    return !document.isUsable()
        || name.filter(n -> unknownNames.getIfPresent(n) == null).isPresent();
  }

  /**
   * Waits for the running fetch. Where that does not return the key, waits for a new one if the
   * limit allows it, because the running fetch may have begun before the key was published.
   *
   * @return whether keys were fetched after the request came, without the key
   */
  private boolean isUnknownAfterFetch(BooleanSupplier found, KeyQuestion question)
      throws VerificationUnavailableException {
    Optional<OnDemand> fetch = fetchOnDemand();
    await(fetch, question);
    if (fetch.isPresent() && !fetch.get().isNew() && !found.getAsBoolean()) {
      fetch = fetchOnDemand();
      await(fetch, question);
    }
    return fetch.filter(OnDemand::isNew).filter(PublishedKeySet::isAnswered).isPresent()
        && !found.getAsBoolean();
  }

  private void await(Optional<OnDemand> fetch, KeyQuestion question)
      throws VerificationUnavailableException {
    if (fetch.isPresent()) {
      waiting.await(fetch.get().result(), question, document.retryAfter());
    }
  }

  private static boolean isAnswered(OnDemand fetch) {
    CompletableFuture<Outcome> result = fetch.result();
    return result.isDone() && !result.isCompletedExceptionally() && result.join() != Outcome.FAILED;
  }

  /**
   * Without keys, fetches wait for their time. The first request does not: where an application
   * publishes the keys itself, the fetch at its start comes too early.
   */
  private synchronized Optional<OnDemand> fetchOnDemand() {
    Optional<CompletableFuture<Outcome>> underWay = document.underWay();
    if (underWay.isPresent()) {
      return underWay.map(result -> new OnDemand(result, false));
    }
    Duration now = time.elapsed();
    boolean nothingYet = !document.isUsable();
    boolean isDue = nothingYet && document.isDue();
    boolean isFirst = !isAsked;
    isAsked = true;
    if (nothingYet ? !isDue && !isFirst : now.compareTo(nextOnDemand) < 0) {
      return Optional.empty();
    }
    if (!nothingYet) {
      nextOnDemand = now.plus(unknownKidInterval);
    }
    return Optional.of(new OnDemand(document.fetch(isDue), true));
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return document.current().holds(key);
  }

  @Override
  public void refreshWhenDue() {
    document.refreshWhenDue();
    document.saySuspicion();
  }

  @Override
  public KeyStatus status(String definition) {
    return document.status(definition);
  }
}
