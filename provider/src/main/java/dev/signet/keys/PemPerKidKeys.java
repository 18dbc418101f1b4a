package dev.signet.keys;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.KeySource;
import dev.signet.crypto.VerificationKey;
import dev.signet.keys.RefreshedKeys.Outcome;
import dev.signet.settings.MonotonicTime;
import dev.signet.settings.TextPattern;
import dev.signet.token.BoundedMatching;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * One document for each key, as AWS load balancers publish them. A key id that does not match the
 * pattern is never put into an address. A request for a known key never waits, neither for another
 * fetch nor for a refresh. New key ids take turns, and all requests for one of them wait for the
 * same fetch. A missing document withdraws its key once the server has returned another key's
 * document, or has given the same answer at the next refresh.
 */
final class PemPerKidKeys implements RemoteSource {
  private static final String UNPUBLISHED =
      "the key server has no document with a key for this kid";
  private static final int MAX_KEYS = 100;
  private static final int MAX_LENGTH = 256;
  private static final int MAX_ABSENT = 1_000;
  private static final Duration ABSENT_MEMORY = Duration.ofMinutes(1);

  private final KeySource.PemPerKid source;
  private final TextPattern kidPattern;
  private final BiFunction<String, URI, RefreshedKeys> documents;
  private final Clock clock;
  private final WaitingRequests waiting;
  private final NewKids newKids;
  private final Cache<String, RefreshedKeys> known;
  private final Map<String, FirstFetch> underWay = new ConcurrentHashMap<>();
  private final Cache<String, Boolean> absent;
  private final AtomicLong attemptsWithoutKeys = new AtomicLong();
  private volatile Optional<String> lastFailure = Optional.empty();

  /** The fetch of an unknown key id, and its result once that has been recorded. */
  private record FirstFetch(RefreshedKeys keys, CompletableFuture<Outcome> end) {}

  /**
   * Starts without keys.
   *
   * @param documents creates the keys of a key id from the address of its document, without a fetch
   */
  PemPerKidKeys(
      KeySource.PemPerKid source,
      KeyUsers users,
      BiFunction<String, URI, RefreshedKeys> documents,
      Clock clock) {
    MonotonicTime time = MonotonicTime.of(clock);
    this.source = source;
    this.kidPattern = source.pattern();
    this.documents = documents;
    this.clock = clock;
    this.waiting = new WaitingRequests(users, source.fetch().readTimeout());
    this.newKids = new NewKids(source.fetch().unknownKidInterval(), time);
    this.known = cache(MAX_KEYS, time).expireAfterAccess(source.fetch().maxStaleness()).build();
    this.absent = cache(MAX_ABSENT, time).expireAfterWrite(ABSENT_MEMORY).build();
  }

  private static Caffeine<Object, Object> cache(long maximum, MonotonicTime time) {
    return Caffeine.newBuilder()
        .maximumSize(maximum)
        .ticker(() -> time.elapsed().toNanos())
        .executor(Runnable::run);
  }

  @Override
  public List<VerificationKey> resolveKeys(KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException {
    String kid = question.name().orElseThrow(() -> refused("kid is missing"));
    RefreshedKeys keys = known.getIfPresent(kid);
    if (keys == null) {
      checkName(kid);
      keys = firstFetched(kid, question);
    }
    if (!keys.isUsable()) {
      throw new VerificationUnavailableException(question.definition(), keys.retryAfter());
    }
    return KeySet.usable(
        keys.current().fitting(question.name(), question.algorithm()), clock.instant());
  }

  /** A permissive pattern may accept a text that is not valid in an address. */
  private void checkName(String kid) throws TokenRejectedException {
    boolean isGood =
        kid.length() <= MAX_LENGTH
            && new BoundedMatching(Rejection.KEY_UNKNOWN).fits(kidPattern, kid)
            && address(kid).isPresent();
    if (!isGood) {
      throw refused("kid does not match the pattern of key ids");
    }
    if (absent.getIfPresent(kid) != null) {
      throw refused(UNPUBLISHED);
    }
  }

  private static TokenRejectedException refused(String why) {
    return new TokenRejectedException(Rejection.KEY_UNKNOWN, why);
  }

  private Optional<URI> address(String kid) {
    try {
      return Optional.of(new URI(source.url().replace("{kid}", kid)))
          .filter(url -> url.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The keys of an unknown key id, once its first fetch has ended. */
  private RefreshedKeys firstFetched(String kid, KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException {
    FirstFetch fetch = begun(kid, question);
    waiting.await(fetch.end(), question, fetch.keys().retryAfter());
    if (fetch.end().getNow(Outcome.FAILED) == Outcome.WITHOUT_KEYS) {
      throw refused(UNPUBLISHED);
    }
    return fetch.keys();
  }

  private synchronized FirstFetch begun(String kid, KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException {
    Optional<FirstFetch> fetch = ofKid(kid);
    if (fetch.isEmpty()) {
      newKids.ask(kid, question.address());
      takeTurns();
      fetch = ofKid(kid);
    }
    if (fetch.isEmpty() && absent.getIfPresent(kid) != null) {
      // its fetch has ended already, without a key
      throw refused(UNPUBLISHED);
    }
    return fetch.orElseThrow(
        () -> new VerificationUnavailableException(question.definition(), newKids.retryAfter()));
  }

  /** The order matters: a fetch that ends adds its keys first. */
  private Optional<FirstFetch> ofKid(String kid) {
    return Optional.ofNullable(underWay.get(kid))
        .or(
            () ->
                Optional.ofNullable(known.getIfPresent(kid))
                    .map(keys -> new FirstFetch(keys, completedFuture(Outcome.KEYS))));
  }

  private synchronized void takeTurns() {
    Optional<String> next = newKids.next();
    while (next.isPresent()) {
      String kid = next.get();
      address(kid).ifPresent(url -> begin(kid, documents.apply(kid, url)));
      next = newKids.next();
    }
  }

  private void begin(String kid, RefreshedKeys keys) {
    FirstFetch fetch = new FirstFetch(keys, new CompletableFuture<>());
    underWay.put(kid, fetch);
    var unused =
        keys.fetch(true)
            .whenComplete(
                (outcome, failure) -> end(kid, fetch, failure == null ? outcome : Outcome.FAILED));
  }

  /**
   * A key id without a key is not kept, so that invented key ids are not fetched again and again.
   */
  private void end(String kid, FirstFetch fetch, Outcome outcome) {
    if (outcome == Outcome.KEYS) {
      known.put(kid, fetch.keys());
      lastFailure = Optional.empty();
    } else {
      attemptsWithoutKeys.incrementAndGet();
    }
    if (outcome == Outcome.WITHOUT_KEYS) {
      absent.put(kid, true);
    } else if (outcome == Outcome.FAILED) {
      lastFailure = fetch.keys().status("").lastFailure();
    }
    underWay.remove(kid);
    fetch.end().complete(outcome);
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return known.asMap().values().stream().anyMatch(keys -> keys.current().holds(key));
  }

  @Override
  public void refreshWhenDue() {
    takeTurns();
    known.asMap().values().forEach(RefreshedKeys::refreshWhenDue);
    known.asMap().values().stream().filter(RefreshedKeys::isSuspected).forEach(this::judge);
    known.asMap().values().removeIf(keys -> keys.isUsable() && !keys.hasKeys());
  }

  /**
   * A document is missing. All of them may be, so another one is fetched before the key is
   * withdrawn.
   */
  private void judge(RefreshedKeys suspected) {
    List<RefreshedKeys> others =
        known.asMap().values().stream()
            .filter(keys -> keys.hasKeys() && !keys.isSuspected())
            .toList();
    if (others.isEmpty()) {
      suspected.saySuspicion();
    } else if (others.stream().anyMatch(keys -> keys.hasComeSince(suspected))) {
      suspected.takeEffect();
    } else if (others.stream().noneMatch(keys -> keys.isAskedSince(suspected))) {
      var unused = others.get(0).fetch(false);
    }
  }

  @Override
  public KeyStatus status(String definition) {
    List<KeyStatus> all =
        known.asMap().values().stream().map(keys -> keys.status(definition)).toList();
    return new KeyStatus(
        definition,
        all.stream().mapToInt(KeyStatus::keys).sum(),
        all.stream().flatMap(s -> s.lastSuccess().stream()).max(Instant::compareTo),
        all.stream().flatMap(s -> s.lastFailure().stream()).findFirst().or(() -> lastFailure),
        attemptsWithoutKeys.get() + all.stream().mapToLong(KeyStatus::attempts).sum(),
        all.stream().anyMatch(KeyStatus::canVerify),
        Optional.empty());
  }
}
