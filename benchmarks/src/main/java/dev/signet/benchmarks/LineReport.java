package dev.signet.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the line and writes what it finds: as tables to the console and, as tables, JSON and
 * charts, into the folder {@code report} beside the jar. Arguments choose parts; without any, all
 * of them run, in less than ten minutes on two cores.
 *
 * <p>Not every algorithm is measured with every length and number of issuers: the number of issuers
 * is about finding one among many, whatever it signs with, and a refusal is as cheap as what comes
 * before it.
 */
public final class LineReport {
  private static final Set<String> PARTS = Set.of("line", "rivals", "threads", "heap");
  private static final String TIME = "µs per request, one thread: median (least–greatest)";
  private static final String BYTES = "bytes allocated per request";

  private final Path folder;

  private LineReport(Path folder) {
    this.folder = folder;
  }

  /**
   * Measures.
   *
   * @param arguments the parts: {@code line}, {@code rivals}, {@code threads}, {@code heap}
   * @throws Exception where something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    Set<String> parts = arguments.length == 0 ? PARTS : Set.of(arguments);
    if (!PARTS.containsAll(parts)) {
      System.err.println("the parts are line, rivals, threads and heap");
      System.exit(2);
    }
    LineReport report = new LineReport(besideTheJar());
    Files.createDirectories(report.folder);
    report.start();
    if (parts.contains("line")) {
      report.known();
      report.refused();
    }
    if (parts.contains("rivals")) {
      report.rivals();
    }
    if (parts.contains("threads")) {
      report.threads();
    }
    if (parts.contains("heap")) {
      report.show(HeapOfMillions.measure(), "heap");
    }
  }

  private static Path besideTheJar() throws URISyntaxException {
    Path jar =
        Path.of(LineReport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.resolveSibling("report");
  }

  private void start() throws IOException {
    String machine = Machine.description() + "\n";
    System.out.println(machine);
    Files.writeString(folder.resolve("report.md"), machine + "\n");
  }

  private void known() throws IOException, RunnerException {
    List<RunResult> known = new ArrayList<>();
    known.addAll(
        Rounds.of(
            line("1", "false", "true")
                .param("algorithm", "RS256", "PS256", "ES256", "EdDSA")
                .param("sent", "REMEMBERED", "NEW")));
    known.addAll(
        Rounds.of(
            line("10000", "false", "true")
                .param("algorithm", "RS256")
                .param("sent", "REMEMBERED", "NEW")));
    for (Sent sent : List.of(Sent.REMEMBERED, Sent.NEW)) {
      List<RunResult> of =
          known.stream().filter(r -> Measured.parameter(r, "sent").equals(sent.name())).toList();
      String kind = sent.name().toLowerCase(Locale.ROOT);
      String title = "The line, " + kind + " tokens";
      show(Measured.times(title, TIME, of, LineReport::token, LineReport::issuers), kind);
      show(
          Measured.allocations(title, BYTES, of, LineReport::token, LineReport::issuers),
          kind + "-bytes");
    }
  }

  private void refused() throws IOException, RunnerException {
    List<RunResult> results =
        Rounds.of(
            line("1", "false")
                .param("algorithm", "RS256", "ES256")
                .param("sent", "NEW", "FORGED", "EXPIRED", "GARBAGE"));
    show(
        Measured.times(
            "The line, what is refused beside a new token",
            TIME,
            results,
            r -> Measured.parameter(r, "sent"),
            LineReport::token),
        "refused");
  }

  private static ChainedOptionsBuilder line(String issuers, String... large) {
    return new OptionsBuilder()
        .include(LineBenchmark.class.getName())
        .param("issuers", issuers)
        .param("large", large);
  }

  private static String token(RunResult result) {
    return Measured.parameter(result, "algorithm") + size(result);
  }

  private static String size(RunResult result) {
    return Measured.parameter(result, "large").equals("true") ? ", 8 KB" : "";
  }

  private static String issuers(RunResult result) {
    String issuers = Measured.parameter(result, "issuers");
    return issuers.equals("1") ? "1 issuer" : issuers + " issuers";
  }

  private void rivals() throws IOException, RunnerException {
    List<RunResult> results =
        new ArrayList<>(Rounds.of(rivals("RS256").param("large", "false", "true")));
    results.addAll(Rounds.of(rivals("ES256").param("large", "false")));
    show(
        Measured.times(
            "New tokens, by Signet and by others; JAVA is the signature alone",
            TIME,
            results,
            r -> Measured.parameter(r, "rival"),
            LineReport::token),
        "rivals");
    show(
        Measured.allocations(
            "New tokens, by Signet and by others; JAVA is the signature alone",
            BYTES,
            results,
            r -> Measured.parameter(r, "rival"),
            LineReport::token),
        "rivals-bytes");
  }

  private static ChainedOptionsBuilder rivals(String algorithm) {
    return new OptionsBuilder()
        .include(RivalsBenchmark.class.getName())
        .param("algorithm", algorithm);
  }

  private void threads() throws IOException, RunnerException {
    List<RunResult> results = new ArrayList<>();
    for (int threads : List.of(1, 2, 8, 64)) {
      results.addAll(
          Rounds.of(
              line("1", "false")
                  .param("algorithm", "RS256")
                  .param("sent", "REMEMBERED")
                  .threads(threads)
                  .mode(Mode.Throughput)
                  .timeUnit(TimeUnit.MILLISECONDS)));
    }
    show(
        Measured.times(
            "Remembered tokens by threads",
            "requests per millisecond, all threads: median (least–greatest)",
            results,
            r -> r.getParams().getThreads() + " threads",
            LineReport::token),
        "threads");
  }

  private void show(Report report, String name) throws IOException {
    report.write(folder, name);
    Files.writeString(
        folder.resolve("report.md"), report.markdown() + "\n", StandardOpenOption.APPEND);
    System.out.println("\n" + report.markdown());
  }
}
