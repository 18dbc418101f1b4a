package dev.signet.it.keys;

import java.util.List;
import java.util.Locale;

/** How long answers took, in nanoseconds, sorted. */
record Latencies(List<Long> nanos) {

  Latencies {
    nanos = nanos.stream().sorted().toList();
  }

  /** The smallest time that so many of a hundred answers did not exceed. */
  private double percentileMillis(int percent) {
    int rank = Math.max(1, (int) Math.ceil(nanos.size() * percent / 100.0));
    return nanos.get(rank - 1) / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, 99th percentile %.1f ms of %d requests",
        percentileMillis(50),
        percentileMillis(99),
        nanos.size());
  }
}
