package dev.signet.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * How often something happened and how long it took, by {@link Series}. Counts only grow. Beyond a
 * thousand series, those of further definitions are counted together, as definition {@code _OTHER}.
 * Thread-safe.
 */
public final class Durations {
  private static final int MOST = 1_000;
  private static final double NANOS_OF_SECOND = 1e9;

  private final Map<Series, Cell> cells = new ConcurrentHashMap<>();

  // below: guarded by this
  private final List<Function<Series, LongConsumer>> outputs = new ArrayList<>();

  /** The numbers of one series, and where each measurement goes as well. */
  private static final class Cell {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile List<LongConsumer> outputs = List.of();

    void add(long took) {
      count.increment();
      nanos.add(took);
      for (LongConsumer output : outputs) {
        output.accept(took);
      }
    }
  }

  /**
   * Counts one.
   *
   * @param series its labels
   * @param nanos how long it took, in nanoseconds
   */
  public void add(Series series, long nanos) {
    Cell cell = cells.get(series);
    (cell == null ? cellOf(series) : cell).add(nanos);
  }

  private synchronized Cell cellOf(Series series) {
    boolean hasRoom = cells.size() < MOST;
    return cells.computeIfAbsent(
        hasRoom ? series : series.ofOthers(),
        added -> {
          Cell cell = new Cell();
          cell.outputs = outputs.stream().map(output -> output.apply(added)).toList();
          return cell;
        });
  }

  /**
   * Passes each measurement on, from now until it is removed.
   *
   * @param output gives the receiver of the nanoseconds of a series
   */
  synchronized void addOutput(Function<Series, LongConsumer> output) {
    outputs.add(output);
    connect();
  }

  synchronized void removeOutput(Function<Series, LongConsumer> output) {
    outputs.remove(output);
    connect();
  }

  private void connect() {
    cells.forEach(
        (series, cell) ->
            cell.outputs = outputs.stream().map(output -> output.apply(series)).toList());
  }

  /**
   * What has been counted.
   *
   * @return one for each series, in no order
   */
  public List<CountedSeries> counted() {
    return cells.entrySet().stream()
        .map(
            entry ->
                new CountedSeries(
                    entry.getKey(),
                    entry.getValue().count.sum(),
                    entry.getValue().nanos.sum() / NANOS_OF_SECOND))
        .toList();
  }
}
