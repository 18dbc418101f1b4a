package dev.signet.keys;

import dev.signet.config.FetchSettings;
import dev.signet.http.FetchException;
import dev.signet.http.FetchPlaces;
import dev.signet.keys.KeyFetch.FetchedKeys;
import dev.signet.metrics.KeyFetches;
import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one document, refreshed regularly. They are fetched before their age ends, not on a
 * request's thread, and one fetch at a time. An answer that lacks a key withdraws it. An answer
 * without any key is accepted only when the answer of the next refresh has no key either. The last
 * fetched keys stay in use while the server fails, up to a limit.
 */
final class RefreshedKeys {
  private static final KeySet NO_KEYS = new KeySet(List.of());

  private final FetchSettings settings;
  private final KeyFetch source;
  private final Clock clock;
  private final MonotonicTime time;
  private final RefreshSchedule schedule;
  private final KeyLog log;

  private volatile Loaded loaded = Loaded.NOTHING;
  private volatile Optional<String> lastFailure = Optional.empty();
  private volatile Optional<Suspicion> suspicion = Optional.empty();

  // below: guarded by this
  private CompletableFuture<Outcome> lastFetch = CompletableFuture.completedFuture(Outcome.FAILED);
  private Duration lastBegin = Duration.ZERO;
  private boolean saidToStay;
  private boolean saidToSuspect;
  private long attempts;

  /** The result of a fetch. */
  enum Outcome {
    /** An answer with keys. */
    KEYS,
    /** An answer without keys, which is accepted. */
    WITHOUT_KEYS,
    /** No answer, or one that is not accepted yet. */
    FAILED
  }

  /** Keys and the time when they were fetched. */
  private record Loaded(KeySet keys, Duration at) {
    static final Loaded NOTHING = new Loaded(NO_KEYS, Duration.ZERO);
  }

  /** The time of an answer without any key, and the time from which another one is accepted. */
  private record Suspicion(Duration since, Duration until) {}

  RefreshedKeys(KeyLog log, FetchSettings settings, KeyFetch source, Clock clock) {
    this.settings = settings;
    this.source = source;
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.schedule = new RefreshSchedule(settings);
    this.log = log;
  }

  /** Sets the first keys; a refresh is due at once. */
  void seed(KeySet keys) {
    loaded = new Loaded(keys, time.elapsed());
  }

  /** The keys in use; empty where they are too old. */
  KeySet current() {
    Loaded known = loaded;
    return isUsable(known) ? known.keys() : NO_KEYS;
  }

  /** Whether the present keys are known; there may be none. */
  boolean isUsable() {
    return isUsable(loaded);
  }

  @SuppressWarnings("ReferenceEquality") // one object stands for what was never loaded
  private boolean isUsable(Loaded known) {
    return known != Loaded.NOTHING
        && time.elapsed().compareTo(known.at().plus(settings.maxStaleness())) <= 0;
  }

  boolean hasKeys() {
    return !current().keys().isEmpty();
  }

  /** Whether an answer had no key and is not accepted yet. */
  boolean isSuspected() {
    return suspicion.isPresent();
  }

  /** Whether the server has returned these keys since it did not return the other document. */
  boolean hasComeSince(RefreshedKeys suspected) {
    return suspected.suspicion.filter(s -> loaded.at().compareTo(s.since()) >= 0).isPresent();
  }

  /** Whether these keys have been requested since the server did not return the other document. */
  synchronized boolean isAskedSince(RefreshedKeys suspected) {
    return suspected.suspicion.filter(s -> lastBegin.compareTo(s.since()) > 0).isPresent();
  }

  /** The time to wait before another attempt, in seconds. */
  synchronized long retryAfter() {
    return secondsUntil(schedule.next());
  }

  private long secondsUntil(Duration moment) {
    return Math.max(1, moment.minus(time.elapsed()).toSeconds());
  }

  synchronized boolean isDue() {
    return schedule.isDue(time.elapsed());
  }

  /** The running fetch. */
  synchronized Optional<CompletableFuture<Outcome>> underWay() {
    return Optional.of(lastFetch).filter(fetch -> !fetch.isDone());
  }

  synchronized void refreshWhenDue() {
    if (lastFetch.isDone() && isDue()) {
      var unused = fetch(true);
    }
  }

  /**
   * Begins a fetch, unless one is running. Only a fetch that was due changes the time of the next
   * one: invented key ids must not delay it.
   */
  synchronized CompletableFuture<Outcome> fetch(boolean isDue) {
    if (!lastFetch.isDone()) {
      return lastFetch;
    }
    attempts++;
    lastBegin = time.elapsed();
    if (isDue) {
      schedule.begun(lastBegin);
    }
    lastFetch =
        FetchPlaces.ALL
            .take(this::measured, lastFailure.isPresent())
            .handle((fetched, failure) -> fetched == null ? end(failure) : accept(fetched));
    return lastFetch;
  }

  /** Without the time that it has waited for a place. */
  private CompletableFuture<FetchedKeys> measured() {
    return KeyFetches.measured(log::firstUser, source::fetch, FetchException::kind);
  }

  private synchronized Outcome accept(FetchedKeys fetched) {
    KeySet before = loaded.keys();
    boolean changed = !fetched.keys().equals(before);
    renew(changed ? fetched.keys() : before, fetched.maxAge());
    if (changed || lastFailure.isPresent()) {
      log.fetched(fetched.keys().keys().size());
    }
    lastFailure = Optional.empty();
    return Outcome.KEYS;
  }

  private void renew(KeySet keys, Optional<Duration> maxAge) {
    Duration now = time.elapsed();
    loaded = new Loaded(keys, now);
    schedule.succeeded(now, maxAge);
    suspicion = Optional.empty();
    saidToSuspect = false;
  }

  private synchronized Outcome end(@Nullable Throwable failure) {
    String reason = FetchException.reason(failure);
    boolean isAnswer = FetchException.isWithoutKeys(failure);
    if (isAnswer && isUsable()) {
      return lacking(reason);
    }
    boolean usable = isUsable();
    boolean isNews = !lastFailure.equals(Optional.of(reason)) || usable != saidToStay;
    if (isNews && isAnswer) {
      log.absent(reason);
    } else if (isNews) {
      log.failed(reason, usable ? Optional.of(timeOfDay(loaded)) : Optional.empty());
    }
    saidToStay = usable;
    lastFailure = Optional.of(reason);
    return isAnswer ? Outcome.WITHOUT_KEYS : Outcome.FAILED;
  }

  /** The server has answered without a key, and there were keys before. */
  private Outcome lacking(String reason) {
    Duration now = time.elapsed();
    lastFailure = Optional.of(reason);
    if (hasKeys() && suspicion.isEmpty()) {
      schedule.succeeded(now, Optional.empty());
      suspicion = Optional.of(new Suspicion(now, schedule.next()));
    }
    if (suspicion.filter(s -> now.compareTo(s.until()) < 0).isPresent()) {
      return Outcome.FAILED;
    }
    if (hasKeys()) {
      log.withdrawn(reason);
    }
    renew(NO_KEYS, Optional.empty());
    return Outcome.WITHOUT_KEYS;
  }

  /** Logs once that the suspected keys are not confirmed by another document. */
  synchronized void saySuspicion() {
    if (!saidToSuspect && suspicion.isPresent()) {
      saidToSuspect = true;
      log.suspected(lastFailure.orElse(""), secondsUntil(suspicion.get().until()));
    }
  }

  /** Accepts the answer without a key, because the server still returns another document. */
  synchronized void takeEffect() {
    if (suspicion.isPresent()) {
      log.withdrawnOne();
      renew(NO_KEYS, Optional.empty());
    }
  }

  private Instant timeOfDay(Loaded known) {
    return clock.instant().minus(time.elapsed().minus(known.at()));
  }

  /** The state of the keys, as a definition reports it. */
  @SuppressWarnings("ReferenceEquality") // as above
  synchronized KeyStatus status(String definition) {
    Loaded known = loaded;
    return new KeyStatus(
        definition,
        current().keys().size(),
        known == Loaded.NOTHING ? Optional.empty() : Optional.of(timeOfDay(known)),
        lastFailure,
        attempts,
        hasKeys(),
        Optional.empty());
  }
}
