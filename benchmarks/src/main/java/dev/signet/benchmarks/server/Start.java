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
  private final Pace pace;
  private final Progress progress;

  Start(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
  }

  /** Starts each in turn, with nothing beside it. */
  Map<String, Report> measure(String file, String product, List<Contender> contenders)
      throws IOException, InterruptedException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, List<Double>> processor = new LinkedHashMap<>();
    Map<String, List<Double>> heaps = new LinkedHashMap<>();
    for (int round = 1; round <= pace.starts(); round++) {
      for (Contender contender : contenders) {
        progress.say(
            product + ": start " + round + " of " + pace.starts() + ": " + contender.name());
        try (ServerProcess server = contender.launch().start()) {
          put(processor, contender, server.processorTime().toMillis() / 1000.0);
          put(times, contender, server.startTime().toMillis() / 1000.0);
          put(heaps, contender, new Jcmd(server).heapAfterCollection());
        }
      }
    }
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put(file + "-start", report(product + ": start to first answer", "s", times));
    reports.put(
        file + "-start-processor",
        report(product + ": processor time until the first answer", "s", processor));
    reports.put(file + "-heap", report(product + ": heap after a collection", "MiB", heaps));
    return reports;
  }

  private static void put(Map<String, List<Double>> values, Contender contender, double value) {
    values.computeIfAbsent(contender.name(), n -> new ArrayList<>()).add(value);
  }

  private static Report report(String title, String unit, Map<String, List<Double>> values) {
    Report report = Report.of(title, unit);
    values.forEach(
        (name, each) ->
            report.add(name, "start", Spread.of(each.stream().mapToDouble(v -> v).toArray())));
    return report;
  }
}
