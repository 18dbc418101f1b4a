package dev.signet.keys;

import dev.signet.http.FetchException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One attempt to fetch an issuer's keys. */
@FunctionalInterface
interface KeyFetch {

  /** Begins the attempt; fails with a {@link FetchException}. */
  CompletableFuture<FetchedKeys> fetch();

  /**
   * Keys as received.
   *
   * @param keys at least one
   * @param maxAge how long they are valid according to the server
   */
  record FetchedKeys(KeySet keys, Optional<Duration> maxAge) {}
}
