package dev.signet.keys;

import dev.signet.http.FetchException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One attempt to get an issuer's keys from elsewhere. */
@FunctionalInterface
interface KeyFetch {

  /** Begins the attempt; fails with a {@link FetchException}. */
  CompletableFuture<FetchedKeys> fetch();

  /**
   * Keys as they came.
   *
   * @param keys at least one
   * @param maxAge for how long the server says they are good
   */
  record FetchedKeys(KeySet keys, Optional<Duration> maxAge) {}
}
