package dev.signet.cli;

import dev.signet.cli.check.ConfigurationCheck;
import dev.signet.cli.check.Finding;
import dev.signet.cli.check.KeyServerCheck;
import dev.signet.cli.command.SignetVersion;
import dev.signet.cli.server.ServerCheck;
import dev.signet.config.Mode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a {@code signet.json} before it is deployed. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    description = {
      "Prints all that a server would say of a signet.json at its start: every mistake with its"
          + " path, every warning, and the keys of each definition that come from files.",
      "The server's own reader does it, in this process; environment variables and system"
          + " properties that the file names must be set here as well."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no mistake; there may be warnings",
      "1:a mistake: the server would answer every request, or those of a definition, with 503",
      "2:a mistake in the options"
    })
final class CheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The signet.json.")
  private Path file = Path.of("signet.json");

  @Option(
      names = "--online",
      description =
          "Also fetch the keys of each definition as the server does, and compare the clocks and"
              + " look at the TLS certificates of all its servers.")
  private boolean online;

  @Option(
      names = "--server",
      paramLabel = "DIR",
      description =
          "Also look at an installed server: Open Liberty (wlp, or a server's own folder), Tomcat,"
              + " TomEE, WildFly, GlassFish or Payara. It is neither started nor changed.")
  private @Nullable Path server;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ConfigurationCheck.Result result = ConfigurationCheck.of(file, clock, online);
    List<Finding> findings = new ArrayList<>(result.findings());
    if (online && result.config().isPresent()) {
      findings.addAll(KeyServerCheck.of(result.config().get(), clock, err::println));
    }
    if (server != null) {
      findings.addAll(ServerCheck.of(server));
    }
    out.println(file.toAbsolutePath().normalize());
    findings.forEach(finding -> out.println(line(finding)));
    long mistakes = count(findings, Finding.Kind.MISTAKE);
    long warnings = count(findings, Finding.Kind.WARNING);
    out.println(numbered(mistakes, "mistake") + ", " + numbered(warnings, "warning"));
    if (result.config().isEmpty()) {
      out.println(
          result.mode() == Mode.REPORT
              ? "Until the file is corrected, Signet reports nothing. Nothing is protected by it."
              : "Until the file is corrected, every request gets a 503.");
    }
    return mistakes == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static long count(List<Finding> findings, Finding.Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).count();
  }

  private static String numbered(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String line(Finding finding) {
    String kind = finding.kind().name().toLowerCase(Locale.ROOT);
    String where = finding.where().isEmpty() ? "" : finding.where() + ": ";
    return "  %-8s %s%s".formatted(kind, where, finding.text());
  }
}
