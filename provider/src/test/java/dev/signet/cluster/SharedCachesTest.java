package dev.signet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.CacheSettings;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.TestEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Joining an engine, asking it, and what comes of an engine that is wrong, fails or hangs. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedCachesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @AfterEach
  void reset() {
    TestEngine.reset();
  }

  private static CacheSettings settings(String provider, String name) {
    return new CacheSettings(Optional.of(provider), Optional.of(URI.create("test:it")), name);
  }

  private static SharedCaches join(String name) {
    return SharedCaches.join(settings(TestEngine.NAME, name));
  }

  private static String mistake(CacheSettings settings) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> SharedCaches.join(settings))
            .getMessage());
  }

  @Test
  void aKeyIsTakenOnce() throws Exception {
    TestEngine.declare("used");
    try (SharedCaches caches = join("used")) {
      SharedCache used = caches.cache("used");
      assertTrue(used.putIfAbsent("a", 1L, MINUTE));
      assertFalse(used.putIfAbsent("a", 2L, MINUTE));
      assertTrue(used.putIfAbsent("b", 3L, MINUTE));
    }
  }

  /** An engine repeats a call whose answer was lost with the member that had it. */
  @Test
  void aCallThatTheEngineRepeatsFindsItsOwnValue() throws Exception {
    TestEngine.declare("used");
    try (SharedCaches caches = join("used")) {
      TestEngine.content("used").put("a", 1L);
      assertTrue(caches.cache("used").putIfAbsent("a", 1L, MINUTE));
      assertFalse(caches.cache("used").putIfAbsent("a", 2L, MINUTE));
    }
  }

  @Test
  void theCheckLeavesNothingBehind() throws Exception {
    TestEngine.declare("used");
    try (SharedCaches caches = join("used")) {
      assertFalse(TestEngine.content("used").iterator().hasNext());
      assertEquals(
          Optional.empty(), caches.cache("used").ask(cache -> Optional.ofNullable(cache.get("a"))));
    }
  }

  @Test
  void anEngineIsOpenedOnceAndEndsWithItsLastUser() {
    TestEngine.declare("used", "other");
    SharedCaches first = join("used");
    SharedCaches second = join("other");
    assertEquals(1, TestEngine.opened());
    first.close();
    assertEquals(0, TestEngine.closed());
    second.close();
    assertEquals(1, TestEngine.closed());
    join("used").close();
    assertEquals(2, TestEngine.opened());
    assertEquals(2, TestEngine.closed());
  }

  @Test
  void anEngineWithoutAConfigurationOfItsOwnIsLeftToWhoeverUsesItToo() {
    TestEngine.declare("used");
    SharedCaches.join(new CacheSettings(Optional.of(TestEngine.NAME), Optional.empty(), "used"))
        .close();
    assertEquals(1, TestEngine.opened());
    assertEquals(0, TestEngine.closed());
  }

  @Test
  void anotherConfigurationIsAnotherEngine() {
    TestEngine.declare("used");
    CacheSettings other =
        new CacheSettings(
            Optional.of(TestEngine.NAME), Optional.of(URI.create("test:other")), "used");
    try (SharedCaches one = join("used");
        SharedCaches two = SharedCaches.join(other)) {
      assertEquals(2, TestEngine.opened());
      assertFalse(one.equals(two));
    }
    assertEquals(2, TestEngine.closed());
  }

  @Test
  void whatIsWrongIsSaidInOneMessageAndNothingStaysOpen() {
    TestEngine.declare("used");
    assertEquals(
        "cache.provider: there is no class com.example.None beside Signet: put the engine's jars"
            + " there",
        mistake(settings("com.example.None", "used")));
    assertEquals(
        "cache.provider: java.lang.Object is no CachingProvider of the JCache API that Signet sees:"
            + " there must be one cache-api jar, in the same place as the engine",
        mistake(settings("java.lang.Object", "used")));
    assertEquals(
        "cache.provider: javax.cache.spi.CachingProvider cannot be created: a jar of the engine is"
            + " missing",
        mistake(settings("javax.cache.spi.CachingProvider", "used")));
    assertEquals(0, TestEngine.opened());
    assertEquals(
        "cache: the engine's configuration has no cache \"another\": declare it there, since one"
            + " that Signet creates would not be shared",
        mistake(settings(TestEngine.NAME, "another")));
    assertEquals(1, TestEngine.opened());
    assertEquals(1, TestEngine.closed());
  }

  @Test
  void aCacheThatForgetsAtOnceIsAMistake() {
    TestEngine.reset();
    TestEngine.declare(
        "forgetful",
        new MutableConfiguration<>()
            .setExpiryPolicyFactory(
                CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ZERO)));
    assertEquals(
        "cache: the cache \"forgetful\" of "
            + TestEngine.NAME
            + " does not keep what is put into it: give it room for every entry, and"
            + " an expiry that no token outlives, or none",
        mistake(settings(TestEngine.NAME, "forgetful")));
    assertEquals(1, TestEngine.closed());
  }

  @Test
  void anEngineThatFailsIsSaidOnceAndSoIsThatItAnswersAgain() throws Exception {
    TestEngine.declare("used");
    TestEngine.failWith(new CacheException("secret"));
    String cache = " the cache \"used\" of " + TestEngine.NAME + " ";
    try (LoggedLines log = LoggedLines.of(SharedCache.class.getName());
        SharedCaches caches = join("used")) {
      SharedCache used = caches.cache("used");
      for (int i = 0; i < 3; i++) {
        assertThrows(CacheUnavailableException.class, () -> used.putIfAbsent("a", 1L, MINUTE));
      }
      TestEngine.failWith(new NoClassDefFoundError("secret"));
      assertThrows(CacheUnavailableException.class, () -> used.putIfAbsent("a", 1L, MINUTE));
      TestEngine.answer();
      assertTrue(used.putIfAbsent("a", 1L, MINUTE));
      assertEquals(
          List.of(
              "WARNING"
                  + cache
                  + "fails: CacheException; a request that needs it gets a 503 until it answers",
              "INFO" + cache + "answers again"),
          log.all());
    }
  }

  /** 300 requests: each has an answer, and the engine has no more of them than it has places. */
  @Test
  void anEngineThatHangsHoldsNoRequestAndFewThreads() throws Exception {
    TestEngine.declare("used");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SharedCaches caches = join("used")) {
      SharedCache used = caches.cache("used");
      TestEngine.hang();
      int before = TestEngine.calls();
      List<Callable<Boolean>> requests =
          Stream.generate(() -> (Callable<Boolean>) () -> isUnanswered(used)).limit(300).toList();
      for (var answer : threads.invokeAll(requests)) {
        assertTrue(answer.get());
      }
      assertTrue(isUnanswered(used));
      assertTrue(TestEngine.calls() - before <= 64, "in the engine");
      TestEngine.answer();
      boolean isTaken = false;
      while (!isTaken) {
        isTaken = !isUnanswered(used);
        Thread.sleep(50);
      }
      assertFalse(used.putIfAbsent("late", 2L, MINUTE));
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isUnanswered(SharedCache used) {
    try {
      used.putIfAbsent("late", 1L, MINUTE);
      return false;
    } catch (CacheUnavailableException e) {
      return true;
    }
  }
}
