package dev.signet.cluster;

import dev.signet.config.CacheSettings;
import dev.signet.log.Messages;
import dev.signet.revocation.RevocationSharing;
import dev.signet.revocation.ServerRevocations;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges what was revoked on this server while it runs with the other servers of a cache, twice
 * a second and never on a request's thread. A request asks this server's memory alone. While the
 * cluster does not answer, what is known stays revoked. What is added or taken back meanwhile gets
 * to the others when it answers. A cluster that has lost the entries gets them again from the
 * servers that have them.
 *
 * <p>One entry of the cache has all of them, and is changed by comparing it as a whole.
 * Applications with the same settings share one exchange, until the last of them ends.
 */
public final class ClusterRevocations implements RevocationSharing {
  static final String ENTRY = "revocations";

  private static final Logger LOG = Messages.logger(ClusterRevocations.class);
  private static final long INTERVAL_MILLIS = 500;

  /** Other servers change the entry too. */
  private static final int TRIES = 5;

  // guarded by itself
  private static final Map<Key, ClusterRevocations> ALL = new HashMap<>();

  private final Key key;
  private final ServerRevocations server;
  private final Clock clock;
  private final SharedCaches caches;
  private final SharedCache cache;
  private final Future<?> rounds;
  private volatile boolean isReached;

  // below: guarded by this
  private RevokedElsewhere known = RevokedElsewhere.NOTHING;
  private Optional<String> failure = Optional.empty();

  // guarded by ALL
  private int users;

  private record Key(CacheSettings settings, Object memory) {}

  private ClusterRevocations(
      Key key, ServerRevocations server, ScheduledExecutorService threads, Clock clock) {
    this.key = key;
    this.server = server;
    this.clock = clock;
    this.caches = SharedCaches.user(key.settings());
    this.cache = caches.revocations(key.settings().revocations().orElseThrow());
    this.rounds =
        threads.scheduleWithFixedDelay(this::round, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Joins the exchange.
   *
   * @param settings with a cache of revocations, which {@link SharedCaches#join} has checked
   * @param server this server's memory
   * @param threads on which the exchange runs
   * @param clock tells the time of day
   * @return to be closed as often as it was joined
   */
  public static ClusterRevocations join(
      CacheSettings settings,
      ServerRevocations server,
      ScheduledExecutorService threads,
      Clock clock) {
    synchronized (ALL) {
      ClusterRevocations joined =
          ALL.computeIfAbsent(
              new Key(settings, server.memory()),
              key -> new ClusterRevocations(key, server, threads, clock));
      joined.users++;
      return joined;
    }
  }

  @Override
  public String reach() {
    return isReached
        ? "on this server, and within two seconds on those that share its cache"
        : "on this server; those that share its cache get it when the cache answers";
  }

  /** It throws nothing: no round would follow. */
  private synchronized void round() {
    try {
      boolean isExchanged = false;
      for (int i = 0; i < TRIES && !isExchanged; i++) {
        isExchanged = isExchanged();
      }
      isReached = isExchanged;
      failure = Optional.empty();
    } catch (CacheUnavailableException e) {
      isReached = false; // the cache has said so in the log
    } catch (RuntimeException | Error e) {
      isReached = false;
      fails(e.getClass().getName());
    }
  }

  /** A reason is logged once. */
  private void fails(String reason) {
    if (!failure.equals(Optional.of(reason))) {
      LOG.log(
          Level.ERROR,
          "SIGNET0113E: the revocations in the cache \"{0}\" cannot be exchanged, so those that are known here"
              + " stay in force: {1}",
          key.settings().revocations().orElseThrow(),
          reason);
    }
    failure = Optional.of(reason);
  }

  /** False where another server has changed the entry in between. */
  private boolean isExchanged() throws CacheUnavailableException {
    Instant now = clock.instant();
    Map<String, Long> here = server.ends(now);
    Optional<String> there = cache.ask(all -> Optional.ofNullable((String) all.get(ENTRY)));
    RevokedElsewhere next =
        there
            .map(RevokedElsewhere::parse)
            .orElse(new RevokedElsewhere(known.takenBack(), Map.of()))
            .with(known, here, now);
    // refusing more is safe, also where not all fit into the shared entry
    boolean isTooMuch = next.ends().size() > ServerRevocations.MAX_ENTRIES;
    if (!isTooMuch && !put(there, next.text())) {
      return false;
    }
    server.takeOver(here, next.ends());
    if (isTooMuch) {
      throw new TooManyException();
    }
    known = next;
    return true;
  }

  /** Servers have more entries together than one may have. */
  private static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("more than " + ServerRevocations.MAX_ENTRIES + " entries", null, false, false);
    }
  }

  private boolean put(Optional<String> before, String text) throws CacheUnavailableException {
    if (before.filter(text::equals).isPresent()) {
      return true;
    }
    return cache.ask(
        all ->
            before.isEmpty()
                ? all.putIfAbsent(ENTRY, text)
                : all.replace(ENTRY, before.get(), text));
  }

  /** Ends the exchange for one of those who have joined; with the last one the cluster is left. */
  @Override
  public void close() {
    synchronized (ALL) {
      if (--users > 0) {
        return;
      }
      ALL.remove(key);
    }
    rounds.cancel(false);
    synchronized (this) { // after the last round, which would miss the cache
      caches.close();
    }
  }
}
