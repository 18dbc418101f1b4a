package dev.signet.benchmarks.server;

import dev.signet.benchmarks.Report;
import dev.signet.benchmarks.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long servers take from the start to the first answer, and what they hold by then. */
final class Start {
  private Start() {}

  /** Starts each in turn, with nothing beside it. */
  static Map<String, Report> measure(List<Contender> contenders, Pace pace, Progress progress)
      throws IOException, InterruptedException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, List<Double>> heaps = new LinkedHashMap<>();
    for (int round = 1; round <= pace.starts(); round++) {
      for (Contender contender : contenders) {
        progress.say("start " + round + " of " + pace.starts() + ": " + contender.name());
        try (ServerProcess server = contender.launch().start()) {
          double heap = new Jcmd(server).heapAfterCollection();
          times
              .computeIfAbsent(contender.name(), n -> new ArrayList<>())
              .add(server.startTime().toMillis() / 1000.0);
          heaps.computeIfAbsent(contender.name(), n -> new ArrayList<>()).add(heap);
        }
      }
    }
    return Map.of(
        "liberty-start", report("Open Liberty: start to first answer", "s", times),
        "liberty-heap", report("Open Liberty: heap after a collection", "MiB", heaps));
  }

  private static Report report(String title, String unit, Map<String, List<Double>> values) {
    Report report = Report.of(title, unit);
    values.forEach(
        (name, each) ->
            report.add(name, "start", Spread.of(each.stream().mapToDouble(v -> v).toArray())));
    return report;
  }
}
