package dev.signet.benchmarks.server;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param warmUp load on each server before anything is measured
 * @param window one measurement; whole seconds
 * @param rounds how often each is made
 * @param manyTokens how many tokens the greatest number in turn is
 * @param unseenTokens how many tokens there are that no server has seen
 * @param starts how often a server is started to measure its start
 */
public record Pace(
    Duration warmUp, Duration window, int rounds, int manyTokens, int unseenTokens, int starts) {

  /** Long enough to be quoted: Liberty gets faster for minutes of load. */
  public static Pace full() {
    return new Pace(Duration.ofSeconds(132), Duration.ofSeconds(2), 4, 20_000, 240_000, 5);
  }

  /** Long enough to see that everything works, and large differences. */
  public static Pace quick() {
    return new Pace(Duration.ofSeconds(8), Duration.ofSeconds(1), 2, 5_000, 60_000, 2);
  }

  /** For what is measured beside the loads. */
  Duration shortWarmUp() {
    return warmUp.dividedBy(3);
  }

  /** For tokens never seen before, on a server that has had its warm-up with others. */
  Duration unseenWarmUp() {
    return warmUp.dividedBy(33);
  }

  /**
   * For tokens never seen before, which are used up: the shortest that the load generator knows.
   */
  Duration unseenWindow() {
    return Duration.ofSeconds(1);
  }
}
