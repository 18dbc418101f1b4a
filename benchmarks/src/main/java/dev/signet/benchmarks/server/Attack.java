package dev.signet.benchmarks.server;

import dev.signet.benchmarks.Report;
import dev.signet.benchmarks.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembered tokens with and without bad ones beside them. The bad ones come from connections that
 * rest a millisecond before each request, about ten thousand a second where the server keeps up.
 */
final class Attack {
  private static final int ATTACKERS = 20;
  private static final int ROUNDS = 3;

  private final Running running;
  private final Wrk wrk;
  private final Pace pace;
  private final Progress progress;

  /** By row and column. */
  private final Map<String, Map<String, List<Double>>> results = new LinkedHashMap<>();

  Attack(Running running, Wrk wrk, Pace pace, Progress progress) {
    this.running = running;
    this.wrk = wrk;
    this.pace = pace;
    this.progress = progress;
  }

  Map<String, Report> measure(Tokens tokens) throws IOException, InterruptedException {
    Load good = Load.inTurn("remembered", tokens.fiveThousand(), 8);
    List<Load> attacks =
        List.of(
            Load.refused("forged", tokens.forged(), ATTACKERS),
            Load.refused("expired", tokens.expired(), ATTACKERS),
            Load.refused("garbage", tokens.garbage(), ATTACKERS),
            Load.refused("invented key ids", tokens.ofNoKey(), ATTACKERS),
            Load.refused("invented issuers", tokens.ofNoIssuer(), ATTACKERS),
            Load.refused("30,000 characters", tokens.oversized(), ATTACKERS));
    Report heap = Report.of("Open Liberty: heap after a collection", "MiB");
    for (Contender contender : running.contenders()) {
      Jcmd jcmd = new Jcmd(running.server(contender));
      warmUp(contender, good, attacks);
      heap.add(contender.name(), "before the attacks", Spread.of(jcmd.heapAfterCollection()));
      for (int round = 1; round <= Math.min(pace.rounds(), ROUNDS); round++) {
        progress.say("attack on " + contender.name() + ", round " + round);
        for (Load attack : attacks) {
          measure(contender, good, attack);
        }
      }
      heap.add(contender.name(), "after the attacks", Spread.of(jcmd.heapAfterCollection()));
    }
    return Map.of("liberty-attack", report(), "liberty-attack-heap", heap);
  }

  private void warmUp(Contender contender, Load good, List<Load> attacks)
      throws IOException, InterruptedException {
    progress.say("warming up: " + contender.name());
    ServerProcess server = running.server(contender);
    var unused = wrk.send(good, contender, server, pace.shortWarmUp());
    for (Load attack : attacks) {
      unused = wrk.send(attack, contender, server, pace.shortWarmUp().dividedBy(attacks.size()));
    }
  }

  private void measure(Contender contender, Load good, Load attack)
      throws IOException, InterruptedException {
    ServerProcess server = running.server(contender);
    Measurement badAlone = wrk.send(attack, contender, server, pace.window());
    Measurement goodAlone = wrk.send(good, contender, server, pace.window());
    Wrk.Running attacking = wrk.start(attack, contender, server, pace.window(), 1);
    Measurement goodBeside = wrk.send(good, contender, server, pace.window());
    Measurement bad = Wrk.measurement(attacking.await(), Duration.ZERO);
    double lost = bad.perSecond() * badAlone.processorMicros() / goodAlone.processorMicros();
    String row = contender.name() + ", " + attack.name();
    add(row, "good ones alone", goodAlone.perSecond());
    add(row, "good ones beside bad ones", goodBeside.perSecond());
    add(row, "bad ones", bad.perSecond());
    add(row, "left by the bad ones' processor time", goodAlone.perSecond() - lost);
  }

  private void add(String row, String column, double value) {
    results
        .computeIfAbsent(row, r -> new LinkedHashMap<>())
        .computeIfAbsent(column, c -> new ArrayList<>())
        .add(value);
  }

  private Report report() {
    Report report = Report.of("Open Liberty: bad tokens beside 5,000 good ones", "requests/s");
    results.forEach(
        (row, columns) ->
            columns.forEach((column, values) -> report.add(row, column, spread(values))));
    return report;
  }

  private static Spread spread(List<Double> values) {
    return Spread.of(values.stream().mapToDouble(v -> v).toArray());
  }
}
