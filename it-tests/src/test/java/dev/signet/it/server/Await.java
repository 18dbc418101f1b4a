package dev.signet.it.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again for what comes about by itself. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /** The first answer that is as wanted, or the last one there was. */
  public static <T> T until(Supplier<T> question, Predicate<T> wanted) {
    return until(LIMIT, question, wanted);
  }

  /** The same, for what takes longer. */
  public static <T> T until(Duration limit, Supplier<T> question, Predicate<T> wanted) {
    long end = System.nanoTime() + limit.toNanos();
    T answer = question.get();
    while (!wanted.test(answer) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
