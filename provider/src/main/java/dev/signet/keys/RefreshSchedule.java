package dev.signet.keys;

import dev.signet.config.FetchSettings;
import dev.signet.settings.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The time of the next fetch of keys, in {@link MonotonicTime}; to be used under its owner's lock.
 * The first fetch is due at once.
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

  /** A fetch that was due has begun; unless it succeeds, the pause grows. */
  void begun(Duration now) {
    next = now.plus(retry);
    // not longer than the normal refresh interval, so that a server that works again is noticed
    // soon
    Duration lastRetry = max(FIRST_RETRY, min(LAST_RETRY, settings.maxRefreshInterval()));
    retry = min(retry.multipliedBy(2), lastRetry);
  }

  /**
   * Keys have been fetched: the next fetch is due after three quarters of their age, before it
   * ends.
   */
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
