package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCache;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What single use costs a request, with so many Hazelcast members in this virtual machine, beside a
 * map in memory. The numbers are printed; what is asserted is that each key is taken once. On a
 * machine with other work a call may wait too long, so this runs with the many tokens alone.
 */
@EnabledIfSystemProperty(named = "cluster.tokens", matches = "\\d{5,}")
class NumbersIT {
  private static final int WARM_UP = 4_000;
  private static final int CALLS = 8_000;
  private static final int THREADS = 4;

  @TempDir Path folder;

  @FunctionalInterface
  private interface Memory {
    boolean take(String key, long value) throws CacheUnavailableException;
  }

  @Test
  void latencyAndThroughputByMembers() throws Exception {
    Map<String, Long> map = new ConcurrentHashMap<>();
    measure("a map in memory", List.of((key, value) -> map.putIfAbsent(key, value) == null));
    for (int number = 1; number <= 3; number++) {
      List<SharedCaches> members = members(number);
      try {
        measure("members: " + number, members.stream().map(NumbersIT::memory).toList());
      } finally {
        members.forEach(SharedCaches::close);
      }
    }
  }

  /** One member alone has to be allowed to decide. */
  private List<SharedCaches> members(int number) throws Exception {
    Members ports = Members.of(number);
    List<SharedCaches> members = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Path file = ports.hazelcast(folder.resolve(number + "of" + i), i);
      Files.writeString(
          file,
          Files.readString(file)
              .replace("<split-brain-protection-ref>majority</split-brain-protection-ref>", "")
              .replaceAll("(?s)<split-brain-protection .*</split-brain-protection>", ""));
      members.add(
          SharedCaches.join(
              new CacheSettings(
                  Optional.of("com.hazelcast.cache.HazelcastMemberCachingProvider"),
                  Optional.of(file.toUri()),
                  "signet-used")));
    }
    return members;
  }

  private static Memory memory(SharedCaches member) {
    SharedCache cache = member.cache("signet-used");
    return (key, value) -> cache.putIfAbsent(key, value, Duration.ofMinutes(10));
  }

  private static void measure(String what, List<Memory> memories) throws Exception {
    var unused = run("warm-up", WARM_UP, memories);
    long begun = System.nanoTime();
    long[] nanos = run("key", CALLS, memories);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Arrays.sort(nanos);
    System.out.printf(
        "single use, %s: p50 %.3f ms, p99 %.3f ms, %.0f calls a second by %d threads%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        CALLS / seconds,
        THREADS);
  }

  /** Each key goes to one of the memories; how long each call took. */
  private static long[] run(String prefix, int calls, List<Memory> memories) throws Exception {
    long[] nanos = new long[calls];
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> taken =
          IntStream.range(0, THREADS)
              .mapToObj(t -> threads.submit(() -> part(t, prefix, nanos, memories)))
              .toList();
      int sum = 0;
      for (Future<Integer> one : taken) {
        sum += one.get();
      }
      assertEquals(calls, sum);
    } finally {
      threads.shutdownNow();
    }
    return nanos;
  }

  private static int part(int thread, String prefix, long[] nanos, List<Memory> memories)
      throws CacheUnavailableException {
    int taken = 0;
    for (int i = thread; i < nanos.length; i += THREADS) {
      long begun = System.nanoTime();
      taken += memories.get(i % memories.size()).take(prefix + i, i) ? 1 : 0;
      nanos[i] = System.nanoTime() - begun;
    }
    return taken;
  }
}
