package dev.signet.cluster;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import javax.cache.CacheManager;

/**
 * Which Hazelcast member has which part of a cache. A member that joins gets its share from the
 * others for a second or so. The copy of an entry that it writes meanwhile may be lost, and
 * Hazelcast waits five seconds for it, which is longer than a request does.
 */
final class HazelcastPartitions {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private HazelcastPartitions() {}

  /**
   * Waits until every entry has its copies, for about five seconds at most; a client does not wait.
   */
  static void awaitCopies(CacheManager manager) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      Object member =
          read(manager, "com.hazelcast.cache.HazelcastCacheManager", "getHazelcastInstance");
      Object partitions =
          read(member, "com.hazelcast.core.HazelcastInstance", "getPartitionService");
      while (!areCopied(partitions) && System.nanoTime() - end < 0) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean areCopied(Object partitions) throws ReflectiveOperationException {
    try {
      String type = "com.hazelcast.partition.PartitionService";
      return read(partitions, type, "isClusterSafe").equals(true);
    } catch (InvocationTargetException e) {
      return true; // a client, which cannot know; or the member has ended, and calls say so
    }
  }

  private static Object read(Object object, String type, String method)
      throws ReflectiveOperationException {
    return Class.forName(type, false, object.getClass().getClassLoader())
        .getMethod(method)
        .invoke(object);
  }
}
