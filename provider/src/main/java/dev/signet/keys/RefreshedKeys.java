package dev.signet.keys;

import dev.signet.config.FetchSettings;
import dev.signet.http.FetchException;
import dev.signet.http.FetchPlaces;
import dev.signet.keys.KeyFetch.FetchedKeys;
import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one document, kept fresh. They are fetched ahead of their age, off the request's
 * thread and one fetch at a time. An answer without a key withdraws it. An answer without any key
 * is believed when another one says the same after the pause between two refreshes. What was
 * fetched last stays in force while the server fails, up to a limit.
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

  /** What came of a fetch. */
  enum Outcome {
    /** An answer with keys. */
    KEYS,
    /** An answer without keys, which is believed. */
    WITHOUT_KEYS,
    /** No answer, or one that is not believed yet. */
    FAILED
  }

  /** Keys and when they came. */
  private record Loaded(KeySet keys, Duration at) {
    static final Loaded NOTHING = new Loaded(NO_KEYS, Duration.ZERO);
  }

  /** When an answer took every key away, and from when on another one is believed. */
  private record Suspicion(Duration since, Duration until) {}

  RefreshedKeys(KeyLog log, FetchSettings settings, KeyFetch source, Clock clock) {
    this.settings = settings;
    this.source = source;
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.schedule = new RefreshSchedule(settings);
    this.log = log;
  }

  /** Keys to begin with; they are due for a refresh at once. */
  void seed(KeySet keys) {
    loaded = new Loaded(keys, time.elapsed());
  }

  /** The keys in force; none where they are too old. */
  KeySet current() {
    Loaded known = loaded;
    return isUsable(known) ? known.keys() : NO_KEYS;
  }

  /** Whether it is known which keys there are; there may be none. */
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

  /** Whether an answer took every key away, which is not believed yet. */
  boolean isSuspected() {
    return suspicion.isPresent();
  }

  /** Whether the server has given these keys since it had none of the other document. */
  boolean hasComeSince(RefreshedKeys suspected) {
    return suspected.suspicion.filter(s -> loaded.at().compareTo(s.since()) >= 0).isPresent();
  }

  /** Whether the server has been asked for these keys since it had none of the other document. */
  synchronized boolean isAskedSince(RefreshedKeys suspected) {
    return suspected.suspicion.filter(s -> lastBegin.compareTo(s.since()) > 0).isPresent();
  }

  /** How long to wait before trying again, in seconds. */
  synchronized long retryAfter() {
    return secondsUntil(schedule.next());
  }

  private long secondsUntil(Duration moment) {
    return Math.max(1, moment.minus(time.elapsed()).toSeconds());
  }

  synchronized boolean isDue() {
    return schedule.isDue(time.elapsed());
  }

  /** The fetch that has begun and not ended. */
  synchronized Optional<CompletableFuture<Outcome>> underWay() {
    return Optional.of(lastFetch).filter(fetch -> !fetch.isDone());
  }

  synchronized void refreshWhenDue() {
    if (lastFetch.isDone() && isDue()) {
      var unused = fetch(true);
    }
  }

  /**
   * Begins a fetch, unless one is under way. Only one that was due changes when the next one is:
   * invented names must not put it off.
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
            .take(source::fetch, lastFailure.isPresent())
            .handle((fetched, failure) -> fetched == null ? end(failure) : accept(fetched));
    return lastFetch;
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

  /** The server has answered, and has no key where there were some. */
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

  /** Nothing else vouches for the keys that are suspected: that is said once. */
  synchronized void saySuspicion() {
    if (!saidToSuspect && suspicion.isPresent()) {
      saidToSuspect = true;
      log.suspected(lastFailure.orElse(""), secondsUntil(suspicion.get().until()));
    }
  }

  /** The server is right about the rest, so it is right about these keys. */
  synchronized void believe() {
    if (suspicion.isPresent()) {
      log.withdrawnOne();
      renew(NO_KEYS, Optional.empty());
    }
  }

  private Instant timeOfDay(Loaded known) {
    return clock.instant().minus(time.elapsed().minus(known.at()));
  }

  /** How the keys are, as a definition shows them. */
  @SuppressWarnings("ReferenceEquality") // as above
  synchronized KeyStatus status(String definition) {
    Loaded known = loaded;
    return new KeyStatus(
        definition,
        current().keys().size(),
        known == Loaded.NOTHING ? Optional.empty() : Optional.of(timeOfDay(known)),
        lastFailure,
        attempts);
  }
}
