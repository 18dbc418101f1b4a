package dev.signet.benchmarks;

import dev.signet.benchmarks.server.Comparisons;
import dev.signet.benchmarks.server.Pace;
import dev.signet.benchmarks.server.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures whole servers and writes the results. */
@Command(
    name = "server-report",
    mixinStandardHelpOptions = true,
    version = "server-report",
    sortOptions = false,
    description = {
      "Starts servers that accept the same tokens in different ways, sends them the same load"
          + " with wrk, and writes tables, JSON and charts. It listens on 127.0.0.1 only, makes its"
          + " keys itself and stops what it has started. Nothing else should run at the same time.",
      "The build with -Pserver-benchmarks unpacks the servers."
    })
public final class ServerReport implements Callable<Integer> {

  /** What can be measured. */
  enum Part {
    /** Every load on Open Liberty, with every way to accept a token. */
    load,
    /** Liberty's feature beside the library with a bell. */
    feature,
    /** New tokens of RS256 and ES256, with the runtime's signatures and another provider's. */
    signatures,
    /** Tomcat and WildFly. */
    others,
    /** Bad tokens beside good ones. */
    attack,
    /** The start, and the heap after it. */
    start,
    /** Where the time goes. */
    profile
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--quick",
      description = "Takes less than four minutes; do not quote the results.")
  private boolean quick;

  @Option(
      names = "--parts",
      split = ",",
      description =
          "What to measure: ${COMPLETION-CANDIDATES}. Default: all; with --quick, load alone.")
  private Set<Part> parts = new LinkedHashSet<>();

  @Option(
      names = "--servers",
      description = "The unpacked servers. Default: server-report beside the jar.")
  private @Nullable Path servers;

  @Option(
      names = "--out",
      description = "Where to write. Default: report in the folder of the servers.")
  private @Nullable Path out;

  @Option(
      names = "--write-docs",
      description =
          "A folder with Markdown files: each table in them that is marked with its name is replaced.")
  private @Nullable Path docs;

  private ServerReport() {}

  /**
   * The program.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new ServerReport())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, URISyntaxException {
    PrintWriter console = Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
    Progress progress = new Progress(console);
    Path from = servers == null ? besideTheJar() : servers.toAbsolutePath();
    Path to = out == null ? from.resolve("report") : out;
    Pace pace = quick ? Pace.quick() : Pace.full();
    if (parts.isEmpty()) {
      parts.addAll(quick ? Set.of(Part.load) : EnumSet.allOf(Part.class));
    }
    int failures = 0;
    try (Comparisons comparisons = Comparisons.prepare(from, from.resolve("run"), pace, progress)) {
      for (Part part : parts) {
        try {
          write(measure(comparisons, part), to, console);
          progress.say(part + ": written to " + to);
        } catch (IOException e) {
          // the results of the other parts count all the same
          failures++;
          progress.say(part + ": failed, " + e.getMessage());
        }
      }
    }
    return failures == 0 ? 0 : 1;
  }

  private static Map<String, Report> measure(Comparisons comparisons, Part part)
      throws IOException, InterruptedException {
    return switch (part) {
      case load -> comparisons.load();
      case feature -> comparisons.feature();
      case signatures -> comparisons.signatures();
      case others -> comparisons.others();
      case attack -> comparisons.attack();
      case start -> comparisons.start();
      case profile -> comparisons.profile();
    };
  }

  private void write(Map<String, Report> reports, Path to, PrintWriter console) throws IOException {
    for (Map.Entry<String, Report> report : reports.entrySet()) {
      report.getValue().write(to, report.getKey());
      console.println(report.getValue().markdown());
    }
    if (docs != null) {
      new MarkedTables(docs).replace(reports);
    }
  }

  private static Path besideTheJar() throws URISyntaxException {
    Path jar =
        Path.of(ServerReport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.resolveSibling("server-report").toAbsolutePath();
  }
}
