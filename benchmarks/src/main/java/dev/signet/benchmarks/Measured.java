package dev.signet.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** Makes reports of what JMH has measured. The same place in several results is one measurement. */
final class Measured {
  private Measured() {}

  static String parameter(RunResult result, String name) {
    return Objects.requireNonNull(result.getParams().getParam(name), name);
  }

  static Report times(
      String title,
      String unit,
      List<RunResult> results,
      Function<RunResult, String> row,
      Function<RunResult, String> column) {
    return report(
        Report.of(title, unit), results, row, column, i -> i.getPrimaryResult().getScore());
  }

  static Report allocations(
      String title,
      String unit,
      List<RunResult> results,
      Function<RunResult, String> row,
      Function<RunResult, String> column) {
    return report(Report.of(title, unit), results, row, column, Measured::allocated);
  }

  private static double allocated(IterationResult iteration) {
    return Objects.requireNonNull(iteration.getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }

  private static Report report(
      Report report,
      List<RunResult> results,
      Function<RunResult, String> row,
      Function<RunResult, String> column,
      Function<IterationResult, Double> value) {
    record Cell(String row, String column) {}
    Map<Cell, double[]> values = new LinkedHashMap<>();
    for (RunResult result : results) {
      double[] measured = iterations(result).mapToDouble(value::apply).toArray();
      values.merge(new Cell(row.apply(result), column.apply(result)), measured, Measured::together);
    }
    values.forEach((place, all) -> report.add(place.row(), place.column(), Spread.of(all)));
    return report;
  }

  private static Stream<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream());
  }

  private static double[] together(double[] first, double[] second) {
    return Stream.of(first, second).flatMapToDouble(Arrays::stream).toArray();
  }
}
