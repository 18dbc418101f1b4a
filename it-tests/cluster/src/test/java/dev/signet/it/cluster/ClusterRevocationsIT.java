package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import dev.signet.config.CacheSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  @TempDir Path folder;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

  @AfterEach
  void end() {
    Hazelcast.shutdownAll();
    var unused = threads.shutdownNow();
  }

  private RevokingMember member(String provider, Path file) {
    return new RevokingMember(
        new CacheSettings(
            Optional.of(provider),
            Optional.of(file.toUri()),
            "signet-used",
            Optional.of("signet-revoked")),
        threads);
  }

  private static Duration await(BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void assertExchanged(String engine, RevokingMember one, RevokingMember other)
      throws InterruptedException {
    assertTrue(await(() -> !one.isAlone() && !other.isAlone()).toSeconds() < 60);
    for (int i = 0; i < 10; i++) {
      String session = engine + i;
      RevokingMember first = i % 2 == 0 ? one : other;
      RevokingMember second = i % 2 == 0 ? other : one;
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
    try (RevokingMember one = member(provider, members.hazelcast(folder.resolve("1"), 0))) {
      try (RevokingMember other = member(provider, members.hazelcast(folder.resolve("2"), 1))) {
        assertExchanged("Hazelcast", one, other);
      }
      assertTrue(one.refuses("Hazelcast1"), "revoked by the member that has ended");
      try (RevokingMember again = member(provider, members.hazelcast(folder.resolve("2"), 1))) {
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
    CompletableFuture<RevokingMember> first =
        CompletableFuture.supplyAsync(
            () -> member(provider, members.infinispan(folder.resolve("1"), 0)));
    try (RevokingMember other = member(provider, members.infinispan(folder.resolve("2"), 1));
        RevokingMember one = first.join()) {
      assertExchanged("Infinispan", one, other);
    }
  }
}
