package dev.signet.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the line and writes what it finds: as tables to the console and, as tables, JSON and
 * charts, into the folder {@code report} beside the jar.
 *
 * <p>Not every algorithm is measured with every length and number of issuers: the number of issuers
 * is about finding one among many, whatever it signs with, and a refusal is as cheap as what comes
 * before it.
 */
@Command(
    name = "line-report",
    mixinStandardHelpOptions = true,
    version = "line-report",
    sortOptions = false,
    description =
        "Measures what a token costs, without a server, and writes tables, JSON and charts into the"
            + " folder \"report\" beside the jar. All parts take about twenty minutes on two cores;"
            + " nothing else should run at the same time.")
public final class LineReport implements Callable<Integer> {
  private static final String TIME = "µs per request, one thread: median (least–greatest)";
  private static final String BYTES = "bytes allocated per request";

  /** Many threads leave the compiler little of the processors. */
  private static final TimeValue LONG_WARM_UP = TimeValue.seconds(5);

  /** What can be measured. */
  enum Part {
    /** Tokens that are remembered, new and refused. */
    line,
    /** New tokens, beside other libraries. */
    rivals,
    /** New tokens, with each provider of signatures. */
    providers,
    /** Remembered tokens in several threads. */
    threads,
    /** The heap after a million tokens. */
    heap
  }

  @Parameters(
      paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Part> parts = new LinkedHashSet<>();

  @Option(
      names = "--write-docs",
      description =
          "A folder with Markdown files: each table in them that is marked with its name is replaced.")
  private @Nullable Path docs;

  private final Path folder;

  private LineReport(Path folder) {
    this.folder = folder;
  }

  /**
   * The program.
   *
   * @param arguments see {@code --help}
   * @throws URISyntaxException where the jar is in no folder
   */
  public static void main(String... arguments) throws URISyntaxException {
    System.exit(new CommandLine(new LineReport(besideTheJar())).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (parts.isEmpty()) {
      parts.addAll(EnumSet.allOf(Part.class));
    }
    Files.createDirectories(folder);
    start();
    if (parts.contains(Part.line)) {
      known();
      refused();
    }
    if (parts.contains(Part.rivals)) {
      rivals();
    }
    if (parts.contains(Part.providers)) {
      providers();
    }
    if (parts.contains(Part.threads)) {
      threads();
    }
    if (parts.contains(Part.heap)) {
      show(HeapOfMillions.measure(), "heap");
    }
    return 0;
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
        MeasurementRounds.of(
            line("1", "false", "true")
                .param("algorithm", "RS256", "PS256", "ES256", "EdDSA")
                .param("sent", "REMEMBERED", "NEW")));
    known.addAll(
        MeasurementRounds.of(
            line("10000", "false", "true")
                .param("algorithm", "RS256")
                .param("sent", "REMEMBERED", "NEW")));
    for (SentToken sent : List.of(SentToken.REMEMBERED, SentToken.NEW)) {
      List<RunResult> of =
          known.stream().filter(r -> Measured.parameter(r, "sent").equals(sent.name())).toList();
      String kind = sent.name().toLowerCase(Locale.ROOT);
      String title = "Without a server: " + kind + " tokens";
      show(Measured.times(title, TIME, of, LineReport::token, LineReport::issuers), kind);
      show(
          Measured.allocations(title, BYTES, of, LineReport::token, LineReport::issuers),
          kind + "-bytes");
    }
  }

  private void refused() throws IOException, RunnerException {
    List<RunResult> results =
        MeasurementRounds.of(
            line("1", "false")
                .param("algorithm", "RS256", "ES256")
                .param("sent", "NEW", "FORGED", "EXPIRED", "GARBAGE"));
    show(
        Measured.times(
            "Without a server: refused tokens beside a new one",
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
        new ArrayList<>(MeasurementRounds.of(rivals("RS256").param("large", "false", "true")));
    results.addAll(MeasurementRounds.of(rivals("ES256").param("large", "false")));
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

  private void providers() throws IOException, RunnerException {
    String[] rivals =
        Arrays.stream(Rival.values())
            .filter(Rival::takesProvider)
            .map(Rival::name)
            .toArray(String[]::new);
    String[] providers =
        Arrays.stream(SignaturesBy.values()).map(SignaturesBy::name).toArray(String[]::new);
    List<RunResult> results =
        MeasurementRounds.of(
            new OptionsBuilder()
                .include(RivalsBenchmark.class.getName())
                .param("algorithm", "RS256", "ES256")
                .param("large", "false")
                .param("rival", rivals)
                .param("by", providers));
    show(
        Measured.times(
            "New tokens, with each provider of signatures; JAVA is the signature alone",
            TIME,
            results,
            r -> Measured.parameter(r, "rival"),
            r -> Measured.parameter(r, "algorithm") + " " + Measured.parameter(r, "by")),
        "providers");
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
          MeasurementRounds.of(
              line("1", "false")
                  .param("algorithm", "RS256")
                  .param("sent", "REMEMBERED")
                  .threads(threads)
                  .mode(Mode.Throughput)
                  .timeUnit(TimeUnit.MILLISECONDS),
              LONG_WARM_UP));
    }
    show(
        Measured.times(
            "Without a server: remembered tokens by threads",
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
    if (docs != null) {
      new MarkedTables(docs).replace(Map.of("line-" + name, report));
    }
  }
}
