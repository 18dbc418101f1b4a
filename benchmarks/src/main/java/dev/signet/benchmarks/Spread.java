package dev.signet.benchmarks;

import java.util.Arrays;

/**
 * What several measurements of one thing gave.
 *
 * @param median the one in the middle
 * @param least the smallest
 * @param greatest the largest
 */
public record Spread(double median, double least, double greatest) {

  /** Refuses what is out of order, and what is no number. */
  public Spread {
    if (!(least <= median && median <= greatest)) {
      throw new IllegalArgumentException("a median lies between the least and the greatest");
    }
  }

  /**
   * The spread of some measurements.
   *
   * @param values in any order
   * @return their spread; of an even number of values the median is the mean of the middle two
   * @throws IllegalArgumentException where there are none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int upper = sorted.length / 2;
    int lower = (sorted.length - 1) / 2;
    double median = (sorted[lower] + sorted[upper]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
