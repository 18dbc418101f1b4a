package dev.signet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures a set of benchmarks several times over, each time in new Java machines, so that a noisy
 * minute does not fall on one line of a table alone.
 */
final class MeasurementRounds {
  private static final int ROUNDS = 2;

  private MeasurementRounds() {}

  static List<RunResult> of(ChainedOptionsBuilder set) throws RunnerException {
    return of(set, TimeValue.milliseconds(700));
  }

  /** With three times a time before anything is measured. */
  static List<RunResult> of(ChainedOptionsBuilder set, TimeValue warmUp) throws RunnerException {
    var options =
        set.forks(1)
            .warmupIterations(3)
            .warmupTime(warmUp)
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(500))
            .addProfiler(GCProfiler.class)
            .build();
    List<RunResult> results = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      results.addAll(new Runner(options).run());
    }
    return results;
  }
}
