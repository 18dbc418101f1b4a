package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All members end, and start again with what they have stored; with the file of the recipe. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StoredEntriesIT {
  private static final String NAME = "signet-used";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<String> KEYS =
      IntStream.range(0, 100).mapToObj(i -> "key" + i).toList();

  @TempDir Path folder;
  private final Members members = Members.of(2);

  private SharedCaches join(int member) {
    Path file = members.stored(folder.resolve("member" + member), member);
    return SharedCaches.join(
        new CacheSettings(
            Optional.of(Engine.INFINISPAN_STORED.provider()), Optional.of(file.toUri()), NAME));
  }

  /** While a member joins there may be no answer; a try without one may have stored the value. */
  private static boolean isTaken(SharedCaches caches, String key, Duration lifetime)
      throws InterruptedException {
    long value = ThreadLocalRandom.current().nextLong();
    while (true) {
      try {
        return caches.cache(NAME).putIfAbsent(key, value, lifetime);
      } catch (CacheUnavailableException e) {
        Thread.sleep(100);
      }
    }
  }

  private static long taken(SharedCaches caches) throws InterruptedException {
    int taken = 0;
    for (String key : KEYS) {
      taken += isTaken(caches, key, HOUR) ? 1 : 0;
    }
    return taken;
  }

  /** Two that wait for each other. */
  private record Both(SharedCaches one, SharedCaches other) implements AutoCloseable {
    @Override
    public void close() {
      one.close();
      other.close();
    }
  }

  private Both joinBoth() {
    CompletableFuture<SharedCaches> one = CompletableFuture.supplyAsync(() -> join(0));
    SharedCaches other = join(1);
    return new Both(one.join(), other);
  }

  @Test
  void aRestartOfAllMembersForgetsNothing() throws Exception {
    try (Both both = joinBoth()) {
      assertEquals(KEYS.size(), taken(both.one()));
      assertEquals(0, taken(both.other()));
    }
    try (Both both = joinBoth()) {
      assertEquals(0, taken(both.one()));
      assertEquals(0, taken(both.other()));
      assertTrue(isTaken(both.one(), "new", HOUR));
      assertFalse(isTaken(both.other(), "new", HOUR));
    }
  }

  /** Their ends are stored with them. */
  @Test
  @Tag("slow")
  void anEntryEndsInTheStoreToo() throws Exception {
    Duration lifetime = Duration.ofSeconds(40);
    long begun;
    long stored;
    try (Both both = joinBoth()) {
      begun = System.nanoTime();
      assertTrue(isTaken(both.one(), "short", lifetime));
      stored = System.nanoTime();
    }
    try (Both both = joinBoth()) {
      boolean isAgain = isTaken(both.other(), "short", lifetime);
      assertTrue(System.nanoTime() - begun < lifetime.toNanos(), "the machine was too slow");
      assertFalse(isAgain);
      TimeUnit.NANOSECONDS.sleep(stored + lifetime.toNanos() - System.nanoTime() + 1_000_000_000);
      assertTrue(isTaken(both.other(), "short", lifetime));
    }
  }
}
