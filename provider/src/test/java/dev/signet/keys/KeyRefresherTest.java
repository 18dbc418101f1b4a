package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LoggedLines;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Looks that go wrong in every way: the others go on, and so do they. */
class KeyRefresherTest {

  @Test
  void anErrorIsSaidOnceAndEveryLookGoesOn() throws Exception {
    ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    CountDownLatch looks = new CountDownLatch(3);
    AtomicInteger failures = new AtomicInteger();
    try (LoggedLines log = LoggedLines.of(KeyRefresher.class.getName())) {
      Runnable missesAClass =
          () -> {
            failures.incrementAndGet();
            throw new NoClassDefFoundError("javax/cache/CacheManager");
          };
      Runnable overflows =
          () -> {
            throw new StackOverflowError();
          };
      Runnable isWrong =
          () -> {
            throw new IllegalStateException("a secret");
          };
      KeyRefresher refresher =
          KeyRefresher.start(thread, List.of(missesAClass, overflows, isWrong, looks::countDown));
      assertTrue(looks.await(30, TimeUnit.SECONDS));
      refresher.close();
      assertTrue(failures.get() >= 3, "the look that fails goes on as well");
      String rest =
          "; it is tried again every second, and the present keys stay in use as long as"
              + " jwkMaxStaleness allows";
      assertEquals(
          List.of(
              "SEVERE refreshing keys failed with java.lang.NoClassDefFoundError" + rest,
              "SEVERE refreshing keys failed with java.lang.StackOverflowError" + rest,
              "SEVERE refreshing keys failed with java.lang.IllegalStateException" + rest),
          log.all());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void whatIsClosedIsNotLookedAtAnyMore() throws Exception {
    ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    CountDownLatch first = new CountDownLatch(1);
    KeyRefresher refresher = KeyRefresher.start(thread, List.of(first::countDown));
    assertTrue(first.await(30, TimeUnit.SECONDS));
    refresher.close();
    thread.shutdown();
    assertTrue(thread.awaitTermination(30, TimeUnit.SECONDS), "nothing is planned any more");
  }
}
