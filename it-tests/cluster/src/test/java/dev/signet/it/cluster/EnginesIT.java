package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCache;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two members of each engine in this virtual machine, with the files of the recipes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EnginesIT {
  private static final String NAME = "signet-used";
  private static final String MEMBER = "com.hazelcast.cache.HazelcastMemberCachingProvider";
  private static final String CLIENT = "com.hazelcast.client.cache.HazelcastClientCachingProvider";
  private static final String INFINISPAN = "org.infinispan.jcache.embedded.JCachingProvider";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @AfterEach
  void endMembers() {
    Hazelcast.shutdownAll();
  }

  private static SharedCaches join(String provider, Path file, String name) {
    return SharedCaches.join(
        new CacheSettings(Optional.of(provider), Optional.of(file.toUri()), name));
  }

  private static String mistake(String provider, Path file, String name) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> join(provider, file, name))
            .getMessage());
  }

  private static boolean isTaken(SharedCaches caches, String name, String key)
      throws CacheUnavailableException {
    return caches.cache(name).putIfAbsent(key, ThreadLocalRandom.current().nextLong(), MINUTE);
  }

  /**
   * While members come and go there may be no answer; what counts is the first one. With one value:
   * a try without an answer may have stored it.
   */
  private static boolean isTakenAtLast(SharedCaches caches, String name, String key)
      throws InterruptedException {
    long value = ThreadLocalRandom.current().nextLong();
    while (true) {
      try {
        return caches.cache(name).putIfAbsent(key, value, MINUTE);
      } catch (CacheUnavailableException e) {
        Thread.sleep(100);
      }
    }
  }

  private static void assertTakenOnceAmong(SharedCaches one, SharedCaches other, String name)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      boolean isFirst = i % 2 == 0;
      assertTrue(isTakenAtLast(isFirst ? one : other, name, "once" + i));
      assertFalse(isTakenAtLast(isFirst ? other : one, name, "once" + i));
    }
  }

  private static void assertEndsByItself(SharedCaches caches, String name) throws Exception {
    SharedCache cache = caches.cache(name);
    assertTrue(cache.putIfAbsent("short", 1L, Duration.ofSeconds(2)));
    assertFalse(cache.putIfAbsent("short", 2L, Duration.ofSeconds(2)));
    assertTrue(cache.putIfAbsent("long", 1L, MINUTE));
    Thread.sleep(2_500);
    assertTrue(cache.putIfAbsent("short", 3L, Duration.ofSeconds(2)));
    assertFalse(cache.putIfAbsent("long", 2L, MINUTE));
  }

  @Test
  void hazelcastMembersTakeAKeyOnceAndTheMinorityTakesNone() throws Exception {
    Members members = Members.of(2);
    SharedCaches other;
    try (SharedCaches one = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), NAME)) {
      assertThrows(CacheUnavailableException.class, () -> isTaken(one, NAME, "alone"));
      other = join(MEMBER, members.hazelcast(folder.resolve("2"), 1), NAME);
      assertTakenOnceAmong(one, other, NAME);
      assertEndsByItself(one, NAME);
    }
    assertEquals(1, Hazelcast.getAllHazelcastInstances().size());
    assertUndecidedAtLast(other);
    try (other;
        SharedCaches again = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), NAME)) {
      assertFalse(isTakenAtLast(again, NAME, "once7"));
      assertTakenOnceAmongNew(again, other);
    }
    assertEquals(0, Hazelcast.getAllHazelcastInstances().size());
  }

  /** A member notices a moment later that it is alone. */
  private static void assertUndecidedAtLast(SharedCaches alone) throws InterruptedException {
    for (int i = 0; true; i++) {
      try {
        var unused = isTaken(alone, NAME, "alone" + i);
        Thread.sleep(100);
      } catch (CacheUnavailableException e) {
        return;
      }
    }
  }

  private static void assertTakenOnceAmongNew(SharedCaches one, SharedCaches other)
      throws InterruptedException {
    assertTrue(isTakenAtLast(one, NAME, "new"));
    assertFalse(isTakenAtLast(other, NAME, "new"));
  }

  /** Without being declared: the first member creates it for all. */
  @Test
  void aHazelcastCacheThatIsNotDeclaredIsCreatedForAllMembers() throws Exception {
    Members members = Members.of(2);
    try (SharedCaches one = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), "created");
        SharedCaches other = join(MEMBER, members.hazelcast(folder.resolve("2"), 1), "created")) {
      assertTakenOnceAmong(one, other, "created");
      assertEndsByItself(other, "created");
    }
  }

  /** A used token that the engine drops would be new again. */
  @Test
  void aHazelcastCacheThatDropsEntriesIsAMistake() throws Exception {
    Members members = Members.of(2);
    Path file = members.hazelcast(folder.resolve("1"), 0);
    String eviction =
        "<eviction size=\"2147483647\" max-size-policy=\"ENTRY_COUNT\" eviction-policy=\"LRU\"/>";
    String text = Files.readString(file);
    assertTrue(text.contains(eviction));
    Files.writeString(file, text.replace(eviction, ""));
    assertEquals(
        "cache: the cache \"signet-used\" drops entries, and a used token that it drops is new"
            + " again: give it <eviction size=\"2147483647\" max-size-policy=\"ENTRY_COUNT\"/> in"
            + " Hazelcast's configuration, and restart all members",
        mistake(MEMBER, file, NAME));
  }

  /** By Signet's own cache and by the recipe's, beyond where Hazelcast drops entries by default. */
  @Test
  void theFirstOfManyUsedTokensStaysUsed() throws Exception {
    Members members = Members.of(2);
    for (String name : new String[] {NAME, "created"}) {
      try (SharedCaches one = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), name);
          SharedCaches other = join(MEMBER, members.hazelcast(folder.resolve("2"), 1), name)) {
        for (int i = 0; i < 18_000; i++) {
          assertTrue(isTakenAtLast(one, name, "key" + i));
        }
        int again = 0;
        for (int i = 0; i < 3_000; i++) {
          again += isTakenAtLast(other, name, "key" + i) ? 1 : 0;
        }
        assertEquals(0, again);
      }
    }
  }

  /** All members end, one after the other: nothing is on a disk. */
  @Test
  void aRestartOfAllMembersForgets() throws Exception {
    Members members = Members.of(2);
    for (int run = 0; run < 2; run++) {
      try (SharedCaches one = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), NAME);
          SharedCaches other = join(MEMBER, members.hazelcast(folder.resolve("2"), 1), NAME)) {
        assertTrue(isTakenAtLast(one, NAME, "a"));
        assertFalse(isTakenAtLast(other, NAME, "a"));
      }
    }
  }

  @Test
  void hazelcastClientsShareAClusterOfItsOwnAndSurviveItsAbsence() throws Exception {
    Members members = Members.of(2);
    startCluster(members);
    try (SharedCaches one = join(CLIENT, members.hazelcastClient(folder.resolve("1")), NAME);
        SharedCaches other = join(CLIENT, members.hazelcastClient(folder.resolve("2")), NAME)) {
      assertTakenOnceAmong(one, other, NAME);
      assertEndsByItself(one, NAME);
      Hazelcast.shutdownAll();
      assertThrows(CacheUnavailableException.class, () -> isTaken(one, NAME, "late"));
      startCluster(members);
      // another key: the engine may have stored the one above after it had no answer
      assertTrue(isTakenAtLast(one, NAME, "after"));
      assertFalse(isTakenAtLast(other, NAME, "after"));
    }
  }

  private void startCluster(Members members) throws Exception {
    for (int i = 0; i < 2; i++) {
      Path file = members.hazelcast(folder.resolve("member" + i), i);
      var unused = Hazelcast.newHazelcastInstance(Config.loadFromFile(file.toFile()));
    }
  }

  @Test
  void aMemberThatEndsByItselfIsOpenedAgain() throws Exception {
    Members members = Members.of(2);
    try (SharedCaches one = join(MEMBER, members.hazelcast(folder.resolve("1"), 0), NAME);
        SharedCaches other = join(MEMBER, members.hazelcast(folder.resolve("2"), 1), NAME)) {
      assertTrue(isTakenAtLast(one, NAME, "a"));
      Hazelcast.getAllHazelcastInstances().stream()
          .filter(member -> member.getConfig().getNetworkConfig().getPort() == members.port(0))
          .forEach(HazelcastInstance::shutdown);
      assertFalse(isTakenAtLast(one, NAME, "a"));
      assertTrue(isTakenAtLast(other, NAME, "b"));
      assertFalse(isTakenAtLast(one, NAME, "b"));
    }
  }

  @Test
  void infinispanMembersTakeAKeyOnce() throws Exception {
    Members members = Members.of(2);
    CompletableFuture<SharedCaches> first =
        CompletableFuture.supplyAsync(
            () -> join(INFINISPAN, members.infinispan(folder.resolve("1"), 0), NAME));
    try (SharedCaches other = join(INFINISPAN, members.infinispan(folder.resolve("2"), 1), NAME);
        SharedCaches one = first.join()) {
      assertTakenOnceAmong(one, other, NAME);
      assertEndsByItself(one, NAME);
    }
  }

  @Test
  void anInfinispanCacheThatIsNotSharedOrNotThereIsAMistake() throws Exception {
    Members members = Members.of(1);
    Path file = members.infinispan(folder, 0);
    Files.writeString(
        file,
        Files.readString(file).replace("initial-cluster-size=\"2\"", "initial-cluster-size=\"1\""));
    String undeclared = mistake(INFINISPAN, file, "none");
    assertEquals(
        "cache: the engine's configuration has no cache \"none\": declare it there, since one that"
            + " Signet creates would not be shared",
        undeclared);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll(
                "(?s)<distributed-cache.*</distributed-cache>",
                "<local-cache name=\"signet-used\"/>"));
    String local = mistake(INFINISPAN, file, NAME);
    assertEquals(
        "cache: the cache \"signet-used\" is not shared: make it a distributed-cache or a"
            + " replicated-cache with mode SYNC in Infinispan's configuration",
        local);
  }

  @Test
  void anEngineThatDoesNotUnderstandItsFileIsAMistake() throws Exception {
    Path file = Files.writeString(folder.resolve("hazelcast.xml"), "<hazelcast");
    String message = mistake(MEMBER, file, NAME);
    assertTrue(
        message.matches(
            "cache: com\\.hazelcast\\.cache\\.HazelcastMemberCachingProvider with file:\\S+ cannot"
                + " be opened \\(\\w+\\): the engine's own log says why"),
        message);
  }
}
