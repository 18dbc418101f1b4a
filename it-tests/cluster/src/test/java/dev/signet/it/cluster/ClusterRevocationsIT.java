package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import dev.signet.cluster.ClusterRevocations;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevokedKind;
import dev.signet.revocation.ServerRevocations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one member revokes, with two members of each engine and the files of the recipes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClusterRevocationsIT {
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

  @AfterEach
  void end() {
    Hazelcast.shutdownAll();
    var unused = threads.shutdownNow();
  }

  /** A server in so far as it revokes. */
  private final class Member implements AutoCloseable {
    private final SharedCaches engine;
    private final ServerRevocations memory = ServerRevocations.apart(CLOCK);
    private final ClusterRevocations exchange;

    Member(String provider, Path file) {
      CacheSettings settings =
          new CacheSettings(
              Optional.of(provider),
              Optional.of(file.toUri()),
              "signet-used",
              Optional.of("signet-revoked"));
      this.engine = SharedCaches.join(settings);
      this.exchange = ClusterRevocations.join(settings, memory, threads, CLOCK);
    }

    void revoke(String session) {
      int unused =
          memory.add(
              new Revocation(
                  RevokedKind.SESSION,
                  "i",
                  session,
                  Optional.empty(),
                  Optional.of(CLOCK.instant().plus(Duration.ofHours(1)))));
    }

    boolean refuses(String session) {
      List<RevocableToken.Name> names =
          List.of(new RevocableToken.Name(RevokedKind.SESSION, session));
      Instant now = CLOCK.instant();
      return memory
          .current()
          .revoking(RevocableToken.of("i", now.getEpochSecond(), names), now)
          .isPresent();
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

  private static Duration await(BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void assertExchanged(String engine, Member one, Member other)
      throws InterruptedException {
    assertTrue(await(() -> !one.isAlone() && !other.isAlone()).toSeconds() < 60);
    for (int i = 0; i < 10; i++) {
      String session = engine + i;
      Member first = i % 2 == 0 ? one : other;
      Member second = i % 2 == 0 ? other : one;
      first.revoke(session);
      assertTrue(first.refuses(session));
      Duration took = await(() -> second.refuses(session));
      System.out.printf("revoked over %s: after %d ms%n", engine, took.toMillis());
      assertTrue(took.compareTo(WITHIN) < 0, took.toString());
    }
  }

  @Test
  void overHazelcast() throws Exception {
    String provider = "com.hazelcast.cache.HazelcastMemberCachingProvider";
    Members members = Members.of(2);
    try (Member one = new Member(provider, members.hazelcast(folder.resolve("1"), 0))) {
      try (Member other = new Member(provider, members.hazelcast(folder.resolve("2"), 1))) {
        assertExchanged("Hazelcast", one, other);
      }
      assertTrue(one.refuses("Hazelcast1"), "revoked by the member that has ended");
      try (Member again = new Member(provider, members.hazelcast(folder.resolve("2"), 1))) {
        Duration took = await(() -> again.refuses("Hazelcast0") && again.refuses("Hazelcast1"));
        System.out.printf("a member that joins has the list: after %d ms%n", took.toMillis());
        Hazelcast.shutdownAll();
        assertTrue(one.refuses("Hazelcast1") && again.refuses("Hazelcast0"), "without a cluster");
        again.revoke("alone");
        await(() -> one.refuses("alone"));
      }
    }
  }

  @Test
  void overInfinispan() throws Exception {
    String provider = "org.infinispan.jcache.embedded.JCachingProvider";
    Members members = Members.of(2);
    try (Member one = new Member(provider, members.infinispan(folder.resolve("1"), 0));
        Member other = new Member(provider, members.infinispan(folder.resolve("2"), 1))) {
      assertExchanged("Infinispan", one, other);
    }
  }
}
