package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Hazelcast member that has just joined, before the first request. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JoiningMemberIT {
  private static final String NAME = "signet-used";

  @TempDir Path folder;

  @AfterEach
  void endMembers() {
    Hazelcast.shutdownAll();
  }

  private static SharedCaches join(Path file) {
    return SharedCaches.join(
        new CacheSettings(
            Optional.of("com.hazelcast.cache.HazelcastMemberCachingProvider"),
            Optional.of(file.toUri()),
            NAME));
  }

  /** Until then Hazelcast may lose the copy of an entry, and a call has no answer in time. */
  @Test
  void itIsOpenWhenItHasItsShareOfTheEntriesAndEachEntryItsCopy() throws Exception {
    Members members = Members.of(2);
    try (SharedCaches one = join(members.hazelcast(folder.resolve("1"), 0));
        SharedCaches other = join(members.hazelcast(folder.resolve("2"), 1))) {
      Set<HazelcastInstance> both = Hazelcast.getAllHazelcastInstances();
      List<Boolean> areSafe =
          both.stream().map(member -> member.getPartitionService().isClusterSafe()).toList();
      Set<Integer> owners =
          both.iterator().next().getPartitionService().getPartitions().stream()
              .map(partition -> Objects.requireNonNull(partition.getOwner()).getAddress().getPort())
              .collect(Collectors.toSet());
      assertEquals(List.of(true, true), areSafe);
      assertEquals(Set.of(members.port(0), members.port(1)), owners);
      assertTrue(one.cache(NAME).putIfAbsent("key", 1L, Duration.ofMinutes(1)));
      assertFalse(other.cache(NAME).putIfAbsent("key", 2L, Duration.ofMinutes(1)));
    }
  }
}
