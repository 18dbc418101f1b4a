package dev.signet.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private final Durations durations = new Durations();

  private static String shown(CountedSeries counted) {
    return counted.getResult()
        + " "
        + counted.getErrorType()
        + " "
        + counted.getDefinition()
        + " "
        + counted.getCount()
        + " "
        + counted.getTotalSeconds();
  }

  @Test
  void eachSeriesHasItsOwnNumbers() {
    durations.add(new Series("rejected", "SIGNET-405", "webseal"), 1_500_000_000);
    durations.add(new Series("rejected", "SIGNET-405", "webseal"), 500_000_000);
    durations.add(new Series("authenticated", "", "webseal"), 250_000_000);
    assertEquals(
        List.of("authenticated  webseal 1 0.25", "rejected SIGNET-405 webseal 2 2.0"),
        durations.counted().stream().map(DurationsTest::shown).sorted().toList());
  }

  @Test
  void whereThereIsNoRoomFurtherDefinitionsAreCountedTogether() {
    for (int i = 0; i < 1_500; i++) {
      durations.add(new Series("authenticated", "", "definition " + i), 1);
      durations.add(new Series("rejected", "SIGNET-405", "definition " + i), 1);
    }
    List<CountedSeries> counted = durations.counted();
    assertEquals(1_002, counted.size());
    assertEquals(3_000, counted.stream().mapToLong(CountedSeries::getCount).sum());
    assertEquals(
        List.of("authenticated 1000", "rejected 1000"),
        counted.stream()
            .filter(series -> series.getDefinition().equals("_OTHER"))
            .map(series -> series.getResult() + " " + series.getCount())
            .sorted()
            .collect(Collectors.toList()));
  }

  @Test
  void anOutputGetsWhatIsMeasuredWhileItIsThere() {
    List<String> got = new ArrayList<>();
    Function<Series, LongConsumer> output =
        series -> nanos -> got.add(series.definition() + " " + nanos);
    Series before = new Series("authenticated", "", "before");
    durations.add(before, 1);
    durations.addOutput(output);
    durations.add(before, 2);
    durations.add(new Series("authenticated", "", "after"), 3);
    durations.removeOutput(output);
    durations.add(before, 4);
    assertEquals(List.of("before 2", "after 3"), got);
  }
}
