package dev.signet.benchmarks.server;

import dev.signet.benchmarks.Report;
import dev.signet.benchmarks.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Every load on every server, in rounds: within a round each load goes to one server after the
 * other, so that what slows the machine for a while slows all of them.
 */
final class LoadComparison {
  private final Running running;
  private final Wrk wrk;
  private final Pace pace;
  private final Progress progress;
  private final Map<Load, Map<Contender, List<Measurement>>> results = new LinkedHashMap<>();

  LoadComparison(Running running, Wrk wrk, Pace pace, Progress progress) {
    this.running = running;
    this.wrk = wrk;
    this.pace = pace;
    this.progress = progress;
  }

  /** The least that tells servers apart. */
  static List<Load> essential(Tokens tokens) {
    return List.of(
        Load.withoutToken(8),
        Load.inTurn("1 token", tokens.one(), 8),
        Load.inTurn("5,000 tokens", tokens.fiveThousand(), 8),
        Load.refused("forged", tokens.forged(), 8));
  }

  /** The loads with tokens that servers may remember, and those that are refused. */
  static List<Load> remembered(Tokens tokens) {
    List<Load> loads = new ArrayList<>();
    loads.add(Load.withoutToken(8));
    for (int connections : List.of(2, 8, 64)) {
      loads.add(Load.inTurn("1 token", tokens.one(), connections));
      loads.add(Load.inTurn("5,000 tokens", tokens.fiveThousand(), connections));
    }
    if (tokens.many().count() > tokens.fiveThousand().count()) {
      loads.add(Load.inTurn("20,000 tokens", tokens.many(), 8));
    }
    loads.add(Load.refused("forged", tokens.forged(), 8));
    loads.add(Load.refused("expired", tokens.expired(), 8));
    loads.add(Load.refused("garbage", tokens.garbage(), 8));
    return loads;
  }

  /** New tokens come last: they would push remembered ones out. */
  void measureAll(List<Load> loads, Duration warmUp, TokenFile unseenTokens)
      throws IOException, InterruptedException {
    warmUp(loads, warmUp);
    for (int round = 1; round <= pace.rounds(); round++) {
      for (Load load : loads) {
        measure(load, pace.window(), round);
      }
    }
    Load unseen = Load.once("never seen before", unseenTokens, 8);
    warmUp(List.of(unseen), pace.unseenWarmUp());
    for (int round = 1; round <= pace.rounds(); round++) {
      measure(unseen, pace.unseenWindow(), round);
    }
  }

  /** Every load for its share of the time, on every server. */
  private void warmUp(List<Load> loads, Duration time) throws IOException, InterruptedException {
    for (Contender contender : running.contenders()) {
      progress.say("warming up: " + contender.name());
      for (Load load : loads) {
        Duration share = time.dividedBy(loads.size());
        var unused = wrk.send(load, contender, running.server(contender), share);
      }
    }
  }

  private void measure(Load load, Duration window, int round)
      throws IOException, InterruptedException {
    progress.say("round " + round + " of " + pace.rounds() + ": " + load.name());
    for (Contender contender : running.contenders()) {
      results
          .computeIfAbsent(load, l -> new LinkedHashMap<>())
          .computeIfAbsent(contender, c -> new ArrayList<>())
          .add(wrk.send(load, contender, running.server(contender), window));
    }
  }

  /** The reports, by the names of their files. */
  Map<String, Report> reports() {
    String title = running.product();
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put("throughput", of(title + ": throughput", "requests/s", Measurement::perSecond));
    reports.put("ratio", ratio());
    reports.put(
        "processor",
        of(title + ": the server's processor time", "µs/request", Measurement::processorMicros));
    reports.put("latency", of(title + ": latency, median", "µs", Measurement::medianMicros));
    reports.put(
        "latency-99", of(title + ": latency, 99th percentile", "µs", Measurement::tailMicros));
    return reports;
  }

  private Report of(String title, String unit, ToDoubleFunction<Measurement> value) {
    Report report = Report.of(title, unit);
    results.forEach(
        (load, byContender) ->
            byContender.forEach(
                (contender, measured) ->
                    report.add(
                        load.name(),
                        contender.name(),
                        Spread.of(measured.stream().mapToDouble(value).toArray()))));
    return report;
  }

  /** Each against the open page under the same load in the same round. */
  private Report ratio() {
    Report report =
        Report.of(running.product() + ": share of the open page's throughput", "of the open page");
    results.forEach(
        (load, byContender) -> {
          List<Measurement> open = byContender.getOrDefault(running.open(), List.of());
          byContender.forEach(
              (contender, measured) ->
                  report.add(load.name(), contender.name(), ratio(measured, open)));
        });
    return report;
  }

  private static Spread ratio(List<Measurement> measured, List<Measurement> open) {
    double[] ratios = new double[measured.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = measured.get(i).perSecond() / open.get(i).perSecond();
    }
    return Spread.of(ratios);
  }
}
