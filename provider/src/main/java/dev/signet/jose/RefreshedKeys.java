package dev.signet.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.FetchSettings;
import dev.signet.config.SignatureAlgorithm;
import dev.signet.jose.KeyFetch.FetchedKeys;
import dev.signet.token.CannotDecideException;
import dev.signet.token.TokenRejectedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys from elsewhere, kept fresh. They are fetched when the server starts and ahead of their age,
 * off the request's thread and one fetch at a time. A request waits only where its key has never
 * been seen; such fetches are limited, and a name that was asked for in vain is remembered for a
 * while, so that a flood of invented names neither floods the key server nor holds up a known key.
 * What was fetched last stays in force while the server is away, up to a limit.
 */
final class RefreshedKeys implements IssuerKeys {
  private static final Logger LOG = System.getLogger(RefreshedKeys.class.getName());
  private static final Duration UNKNOWN_NAME_MEMORY = Duration.ofMinutes(1);
  private static final int MAX_UNKNOWN_NAMES = 1_000;
  private static final int MAX_WAITING_REQUESTS = 32;

  private final String issuerId;
  private final FetchSettings settings;
  private final KeyFetch source;
  private final Clock clock;
  private final RefreshSchedule schedule;
  private final Semaphore waiting = new Semaphore(MAX_WAITING_REQUESTS);
  private final Cache<String, Instant> unknownNames =
      Caffeine.newBuilder().maximumSize(MAX_UNKNOWN_NAMES).executor(Runnable::run).build();

  private volatile Loaded loaded = Loaded.NOTHING;
  private volatile Optional<String> lastFailure = Optional.empty();

  // below: guarded by this
  private CompletableFuture<Boolean> lastFetch = CompletableFuture.completedFuture(false);
  private Instant nextFetchOnDemand = Instant.MIN;
  private boolean saidToStay;
  private long attempts;

  /** Keys and when they came. */
  private record Loaded(KeySet keys, @Nullable Instant at) {
    static final Loaded NOTHING = new Loaded(new KeySet(List.of()), null);
  }

  /** A fetch a request waits for, and whether it began because of that request. */
  private record OnDemand(Future<Boolean> result, boolean isNew) {}

  RefreshedKeys(
      String issuerId,
      FetchSettings settings,
      Optional<KeySet> seed,
      KeyFetch source,
      Clock clock) {
    this.issuerId = issuerId;
    this.settings = settings;
    this.source = source;
    this.clock = clock;
    this.schedule = new RefreshSchedule(settings);
    seed.ifPresent(keys -> loaded = new Loaded(keys, clock.instant()));
  }

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException, CannotDecideException {
    Instant now = clock.instant();
    List<VerificationKey> fitting = current(now).fitting(name, algorithm);
    if (fitting.isEmpty() && isWorthAsking(name, now)) {
      boolean askedInVain =
          awaitFetchUntil(() -> !current(now).fitting(name, algorithm).isEmpty(), now);
      if (!isUsable(loaded, now)) {
        throw new CannotDecideException(issuerId, retryAfter(now));
      }
      if (askedInVain) {
        name.ifPresent(n -> unknownNames.put(n, now.plus(UNKNOWN_NAME_MEMORY)));
      }
      fitting = current(now).fitting(name, algorithm);
    }
    return KeySet.usable(fitting, now);
  }

  private boolean isWorthAsking(Optional<String> name, Instant now) {
    return !isUsable(loaded, now) || name.filter(n -> !isKnownToBeUnknown(n, now)).isPresent();
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return current(clock.instant()).holds(key);
  }

  private KeySet current(Instant now) {
    Loaded known = loaded;
    return isUsable(known, now) ? known.keys() : Loaded.NOTHING.keys();
  }

  private boolean isUsable(Loaded known, Instant now) {
    return known.at() != null && !now.isAfter(known.at().plus(settings.maxStaleness()));
  }

  private boolean isKnownToBeUnknown(String name, Instant now) {
    Instant until = unknownNames.getIfPresent(name);
    return until != null && now.isBefore(until);
  }

  /**
   * Waits for the fetch under way and, where that did not bring what is looked for, for a new one
   * if the limit allows it: what is under way may have begun before the key was published.
   *
   * @return whether keys were fetched after the question was asked and still do not answer it
   */
  private boolean awaitFetchUntil(BooleanSupplier found, Instant now) throws CannotDecideException {
    Optional<OnDemand> fetch = fetchOnDemand(now);
    boolean fetched = fetch.isPresent() && await(fetch.get().result(), now);
    if (fetch.isPresent() && !fetch.get().isNew() && !found.getAsBoolean()) {
      fetch = fetchOnDemand(now);
      fetched = fetch.isPresent() && await(fetch.get().result(), now);
    }
    return fetched && fetch.filter(OnDemand::isNew).isPresent() && !found.getAsBoolean();
  }

  /** Few may wait: a key server that hangs must not take every thread of this one. */
  private boolean await(Future<Boolean> fetch, Instant now) throws CannotDecideException {
    if (!waiting.tryAcquire()) {
      throw new CannotDecideException(issuerId, retryAfter(now));
    }
    try {
      return fetch.get(2 * settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }

  private synchronized Optional<OnDemand> fetchOnDemand(Instant now) {
    if (!lastFetch.isDone()) {
      return Optional.of(new OnDemand(lastFetch, false));
    }
    boolean nothingYet = !isUsable(loaded, now);
    if (now.isBefore(nothingYet ? schedule.next() : nextFetchOnDemand)) {
      return Optional.empty();
    }
    nextFetchOnDemand = now.plus(settings.unknownKidInterval());
    return Optional.of(new OnDemand(fetch(now, nothingYet), true));
  }

  @Override
  public synchronized void refreshWhenDue() {
    Instant now = clock.instant();
    if (lastFetch.isDone() && schedule.isDue(now)) {
      var unused = fetch(now, true);
    }
  }

  /** Only a fetch that was due changes when the next one is: invented names must not put it off. */
  private synchronized CompletableFuture<Boolean> fetch(Instant now, boolean isDue) {
    attempts++;
    if (isDue) {
      schedule.begun(now);
    }
    lastFetch =
        source
            .fetch()
            .handle(
                (fetched, failure) ->
                    fetched == null ? failed(KeyFetchException.reason(failure)) : accept(fetched));
    return lastFetch;
  }

  private synchronized boolean accept(FetchedKeys fetched) {
    Instant now = clock.instant();
    KeySet before = loaded.keys();
    boolean changed = !fetched.keys().equals(before);
    loaded = new Loaded(changed ? fetched.keys() : before, now);
    schedule.succeeded(now, fetched.maxAge());
    if (changed || lastFailure.isPresent()) {
      LOG.log(
          Level.INFO,
          "issuer definition {0}: {1} keys fetched",
          issuerId,
          fetched.keys().keys().size());
    }
    lastFailure = Optional.empty();
    return true;
  }

  private synchronized boolean failed(String reason) {
    Instant now = clock.instant();
    boolean usable = isUsable(loaded, now);
    boolean isNews = !lastFailure.equals(Optional.of(reason)) || usable != saidToStay;
    if (isNews) {
      LOG.log(
          Level.WARNING,
          "issuer definition {0}: keys could not be fetched: {1}; {2}",
          issuerId,
          reason,
          usable
              ? "those of " + loaded.at() + " stay in force"
              : "there are none, its tokens are answered with 503");
    }
    saidToStay = usable;
    lastFailure = Optional.of(reason);
    return false;
  }

  private synchronized long retryAfter(Instant now) {
    return Math.max(1, Duration.between(now, schedule.next()).toSeconds());
  }

  @Override
  public synchronized KeyStatus status() {
    return new KeyStatus(
        issuerId,
        current(clock.instant()).keys().size(),
        Optional.ofNullable(loaded.at()),
        lastFailure,
        attempts);
  }
}
