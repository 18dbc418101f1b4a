package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.http.KeyThreads;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that are fetched over HTTP once for all definitions that need the same ones, of all
 * applications that share this copy of Signet. They begin with the first definition that uses them
 * and end with the last.
 */
final class SharedKeys {
  private static final Map<Key, SharedKeys> ALL = new ConcurrentHashMap<>();

  private final KeyUsers users = new KeyUsers();
  private final RemoteSource source;
  private final KeyRefresher refresher;

  /** The key by which keys are shared; only tests have another clock than the system's. */
  private record Key(KeyOrigin origin, Clock clock) {}

  private SharedKeys(IssuerConfig first, Clock clock) {
    this.source = RemoteKeys.of(first, (KeySource.Remote) first.keySource(), users, clock);
    users.add(first.id());
    this.refresher = KeyRefresher.start(KeyThreads.SCHEDULE, List.of(source::refreshWhenDue));
  }

  /** The keys for a definition, until they are released for it. */
  static IssuerKeys acquire(IssuerConfig issuer, Clock clock) {
    Key key = new Key(KeyOrigin.of(issuer), clock);
    SharedKeys shared =
        Objects.requireNonNull(
            ALL.compute(
                key,
                (k, known) -> known == null ? new SharedKeys(issuer, clock) : known.with(issuer)));
    return new DefinitionKeys(issuer.id(), shared.source, () -> release(key, issuer.id()));
  }

  private SharedKeys with(IssuerConfig issuer) {
    users.add(issuer.id());
    return this;
  }

  private static void release(Key key, String id) {
    ALL.computeIfPresent(
        key,
        (k, shared) -> {
          shared.users.remove(id);
          if (shared.users.size() > 0) {
            return shared;
          }
          shared.refresher.close();
          return null;
        });
  }

  /** The number of different sources of keys at the moment. */
  static int count() {
    return ALL.size();
  }
}
