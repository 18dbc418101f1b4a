package dev.signet.keys;

import dev.signet.config.FetchSettings;
import dev.signet.settings.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * When keys are fetched next, in {@link MonotonicTime}; to be used under its owner's lock. At first
 * they are due at once.
 */
final class RefreshSchedule {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final FetchSettings settings;
  private Duration next = Duration.ZERO;
  private Duration retry = FIRST_RETRY;

  RefreshSchedule(FetchSettings settings) {
    this.settings = settings;
  }

  Duration next() {
    return next;
  }

  boolean isDue(Duration now) {
    return now.compareTo(next) >= 0;
  }

  /** A fetch that was due has begun; unless it succeeds, the pauses grow. */
  void begun(Duration now) {
    next = now.plus(retry);
    // no longer than keys may be old when all is well: nobody should wait for a server that is back
    Duration lastRetry = max(FIRST_RETRY, min(LAST_RETRY, settings.maxRefreshInterval()));
    retry = min(retry.multipliedBy(2), lastRetry);
  }

  /** Keys have come: three quarters of their age, so that new ones are there before it is over. */
  void succeeded(Duration now, Optional<Duration> maxAge) {
    Duration ahead = maxAge.orElse(settings.maxRefreshInterval()).multipliedBy(3).dividedBy(4);
    retry = FIRST_RETRY;
    next = now.plus(min(max(ahead, settings.minRefreshInterval()), settings.maxRefreshInterval()));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
