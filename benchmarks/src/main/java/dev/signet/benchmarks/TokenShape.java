package dev.signet.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a token is and when it ends. A long one names a user in many groups, as real ones do.
 *
 * @param groups how many groups it names
 * @param lifetimeSeconds from now to its end; negative where that is past
 */
record TokenShape(int groups, long lifetimeSeconds) {
  private static final long HOUR = 3600;

  /** About 500 characters. */
  static final TokenShape SMALL = new TokenShape(2, HOUR);

  /** About 8,000 characters. */
  static final TokenShape LARGE = new TokenShape(310, HOUR);

  TokenShape expired() {
    return new TokenShape(groups, -HOUR);
  }

  String groupNames() {
    return IntStream.range(0, groups)
        .mapToObj(i -> "\"department-%04d\"".formatted(i))
        .collect(Collectors.joining(","));
  }
}
