package dev.signet.it.cluster;

import dev.signet.cluster.ClusterRevocations;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevokedKind;
import dev.signet.revocation.ServerRevocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** A server in so far as it revokes sessions, and exchanges that with others. */
final class RevokingMember implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();

  private final SharedCaches engine;
  private final ServerRevocations memory = alone();
  private final ClusterRevocations exchange;

  RevokingMember(CacheSettings settings, ScheduledExecutorService threads) {
    this.engine = SharedCaches.join(settings);
    this.exchange = ClusterRevocations.join(settings, memory, threads, CLOCK);
  }

  /** The memory of a server that exchanges nothing. */
  static ServerRevocations alone() {
    return ServerRevocations.apart(CLOCK);
  }

  static void revoke(ServerRevocations memory, String session) {
    int unused =
        memory.add(
            new Revocation(
                RevokedKind.SESSION,
                "i",
                session,
                Optional.empty(),
                Optional.of(CLOCK.instant().plus(Duration.ofHours(1)))));
  }

  /** Whether a memory refuses a token of the session that the server sees for the first time. */
  static boolean refuses(ServerRevocations memory, String session) {
    List<RevocableToken.Name> names =
        List.of(new RevocableToken.Name(RevokedKind.SESSION, session));
    Instant now = CLOCK.instant();
    return memory
        .current()
        .revoking(RevocableToken.of("i", now.getEpochSecond(), names), now)
        .isPresent();
  }

  ServerRevocations memory() {
    return memory;
  }

  void revoke(String session) {
    revoke(memory, session);
  }

  boolean refuses(String session) {
    return refuses(memory, session);
  }

  boolean isAlone() {
    return exchange.reach().endsWith("when the cache answers");
  }

  @Override
  public void close() {
    exchange.close();
    engine.close();
  }
}
