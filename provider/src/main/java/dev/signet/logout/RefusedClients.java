package dev.signet.logout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.settings.MonotonicTime;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Limits how many refused logout requests one client may send to one definition: 20 in a minute.
 * Beyond that its requests are not read. So a client that sends forged tokens costs a few
 * signatures, and no other client is limited: an issuer with an address of its own is never locked
 * out. A client that sent a valid logout token within an hour has no limit, since it may share its
 * address with the issuer. The state of 10,000 clients is kept. Thread-safe.
 */
final class RefusedClients {
  static final int MAX_REFUSED = 20;
  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final Duration TRUST = Duration.ofHours(1);
  private static final int MAX_CLIENTS = 10_000;

  private final MonotonicTime time;
  private final Cache<String, State> clients =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).executor(Runnable::run).build();

  /** How many were refused up to a time; and until when there is no limit. */
  private record State(int refused, Duration end, Duration trustedUntil) {
    static final State NEW = new State(0, Duration.ZERO, Duration.ZERO);
  }

  RefusedClients(MonotonicTime time) {
    this.time = time;
  }

  /** Whether a request of this client is refused unread. */
  boolean isLimited(String client) {
    State state = clients.getIfPresent(client);
    Duration now = time.elapsed();
    return state != null
        && state.refused() >= MAX_REFUSED
        && now.compareTo(state.end()) < 0
        && now.compareTo(state.trustedUntil()) >= 0;
  }

  /** Counts a refused request. */
  void wasRefused(String client) {
    Duration now = time.elapsed();
    change(
        client,
        state ->
            now.compareTo(state.end()) < 0
                ? new State(state.refused() + 1, state.end(), state.trustedUntil())
                : new State(1, now.plus(INTERVAL), state.trustedUntil()));
  }

  /** Notes that a client sent a valid token. */
  void wasRight(String client) {
    Duration until = time.elapsed().plus(TRUST);
    change(client, state -> new State(state.refused(), state.end(), until));
  }

  private void change(String client, UnaryOperator<State> change) {
    var unused =
        clients
            .asMap()
            .compute(client, (c, state) -> change.apply(state == null ? State.NEW : state));
  }
}
