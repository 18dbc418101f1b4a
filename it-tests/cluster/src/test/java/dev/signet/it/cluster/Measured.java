package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How long calls took, by four threads at once, after a warm-up. */
final class Measured {
  private static final int THREADS = 4;

  private Measured() {}

  /** What is measured. */
  @FunctionalInterface
  interface Call {
    /**
     * Called once for each number.
     *
     * @return whether it came out as it has to
     */
    boolean isRight(String key, long number) throws Exception;
  }

  /** Prints it; each call goes to the next one of those that can be called. */
  static void print(String what, int times, List<Call> calls) throws Exception {
    var unused = run("warm-up", times, calls);
    long begun = System.nanoTime();
    long[] nanos = run("key", times, calls);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.4f ms, p99 %.4f ms, %.0f calls a second by %d threads%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        times / seconds,
        THREADS);
  }

  private static long[] run(String prefix, int times, List<Call> calls) throws Exception {
    long[] nanos = new long[times];
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> right =
          IntStream.range(0, THREADS)
              .mapToObj(t -> threads.submit(() -> part(t, prefix, nanos, calls)))
              .toList();
      int sum = 0;
      for (Future<Integer> one : right) {
        sum += one.get();
      }
      assertEquals(times, sum);
    } finally {
      threads.shutdownNow();
    }
    return nanos;
  }

  private static int part(int thread, String prefix, long[] nanos, List<Call> calls)
      throws Exception {
    int right = 0;
    for (int i = thread; i < nanos.length; i += THREADS) {
      long begun = System.nanoTime();
      right += calls.get(i % calls.size()).isRight(prefix + i, i) ? 1 : 0;
      nanos[i] = System.nanoTime() - begun;
    }
    return right;
  }
}
