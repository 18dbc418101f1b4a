package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signet without a {@code uri}: in the Hazelcast member that the server has for others as well. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SharedMemberIT {
  private static final String NAME = "signet-used";
  private static final String CONFIGURATION = "hazelcast.config";

  @TempDir Path folder;

  @AfterEach
  void end() {
    System.clearProperty(CONFIGURATION);
    Hazelcast.shutdownAll();
  }

  private static SharedCaches join() {
    return SharedCaches.join(
        new CacheSettings(
            Optional.of(HazelcastMemberCachingProvider.class.getName()), Optional.empty(), NAME));
  }

  /** While a member joins there may be no answer; a try without one may have stored the value. */
  private static boolean isTaken(SharedCaches caches, String key) throws InterruptedException {
    long value = ThreadLocalRandom.current().nextLong();
    while (true) {
      try {
        return caches.cache(NAME).putIfAbsent(key, value, Duration.ofMinutes(1));
      } catch (CacheUnavailableException e) {
        Thread.sleep(100);
      }
    }
  }

  /** As when an application ends and begins again, while others use their sessions. */
  @Test
  void theMemberGoesOnAndGivesTheCacheToTheNextUser() throws Exception {
    Members members = Members.of(2);
    Path other = members.hazelcast(folder.resolve("2"), 1);
    var unused = Hazelcast.newHazelcastInstance(Config.loadFromFile(other.toFile()));
    Path own = members.hazelcastWithSessions(folder.resolve("1"), 0);
    System.setProperty(CONFIGURATION, own.toString());
    CachingProvider server = new HazelcastMemberCachingProvider();
    Cache<Object, Object> sessions =
        server.getCacheManager(null, null, new Properties()).getCache("com.ibm.ws.session.attr.a");
    sessions.put("id", new byte[] {1});
    for (int i = 0; i < 3; i++) {
      try (SharedCaches caches = join()) {
        assertEquals(i == 0, isTaken(caches, "once"));
        assertTrue(isTaken(caches, "once" + i));
        assertFalse(isTaken(caches, "once" + i));
      }
      assertEquals(2, Hazelcast.getAllHazelcastInstances().size());
      assertTrue(sessions.containsKey("id"));
    }
  }
}
