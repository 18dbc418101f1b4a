package dev.signet.migrate;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line: from a Liberty {@code server.xml} to a {@code signet.json}, and a report of
 * what could not be carried over or means something else.
 *
 * <p>A mistake in the options ends with exit code 2, any other failure with 1. Either is told in
 * one line on standard error that names the option or the file and line, without a stack trace and
 * without a password.
 */
@Command(
    name = "signet-migrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = MigrateVersion.class,
    description = {
      "Reads what a Liberty server.xml, its includes and its configDropins say in"
          + " openidConnectClient, mpJwt, authFilter, keyStore and ssl, and writes the signet.json"
          + " that means the same. What could not be carried over, and what became stricter or"
          + " looser, is said on standard error.",
      "Passwords are never copied. Nothing but the files named is read, and no network is used."
    })
public final class Migrate implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The server's own configuration file, server.xml.")
  private Path serverXml = Path.of("server.xml");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The signet.json to write (default: standard output).")
  private @Nullable Path output;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the report (default: standard error).")
  private @Nullable Path report;

  @Option(
      names = "--variables",
      paramLabel = "FILE",
      description =
          "A properties file with values of variables; may be given several times, the last one"
              + " wins. bootstrap.properties beside server.xml is read anyway.")
  private List<Path> variables = List.of();

  @Option(names = "--force", description = "Write over files that are there already.")
  private boolean force;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Migrate() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String... arguments) {
    Charset ofTerminal = Charset.forName(System.getProperty("native.encoding"));
    PrintWriter out = new PrintWriter(System.out, true, ofTerminal);
    System.exit(run(out, new PrintWriter(System.err, true, ofTerminal), arguments));
  }

  /** Runs the command with these as its standard output and standard error; gives its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine = new CommandLine(new Migrate());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(
        (mistake, ignored) -> report(mistake.getCommandLine(), mistake));
    commandLine.setExecutionExceptionHandler(
        (failure, command, ignored) -> report(command, failure));
    return commandLine.execute(arguments);
  }

  @Override
  public Integer call() {
    Optional<NewFile> json = newFile(output);
    Optional<NewFile> findings = newFile(report);
    Migration migration = Migration.of(serverXml, propertiesFiles());
    PrintWriter err = spec.commandLine().getErr();
    String lines = String.join("\n", migration.report()) + "\n";
    findings.ifPresentOrElse(file -> file.write(lines), () -> print(err, lines));
    String text =
        migration
            .json()
            .map(Json::pretty)
            .orElseThrow(
                () ->
                    new MigrationFailedException(
                        serverXml, "nothing could be carried over; the report says why"));
    PrintWriter out = spec.commandLine().getOut();
    json.ifPresentOrElse(
        file -> {
          file.write(text);
          print(out, "wrote " + file.path() + ": issuers: " + migration.issuers() + "\n");
        },
        () -> print(out, text));
    return ExitCode.OK;
  }

  private Optional<NewFile> newFile(@Nullable Path path) {
    Optional<NewFile> file = Optional.ofNullable(path).map(p -> new NewFile(p, force));
    file.ifPresent(NewFile::requireFree);
    return file;
  }

  private List<Path> propertiesFiles() {
    Path bootstrap = ServerFolder.of(serverXml).path().resolve("bootstrap.properties");
    List<Path> files = new ArrayList<>(variables);
    if (Files.isRegularFile(bootstrap)) {
      files.add(0, bootstrap);
    }
    return files;
  }

  private static void print(PrintWriter to, String text) {
    Stream.of(text.split("\n")).forEach(to::println);
    to.flush();
  }

  private static int report(CommandLine command, ParameterException mistake) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + mistake.getMessage() + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  private static int report(CommandLine command, Exception failure) {
    // Only our own messages are known to be fit for everybody's eyes.
    String text =
        failure instanceof MigrationFailedException
            ? failure.getMessage()
            : "unexpected " + failure.getClass().getName() + "; please report how it came about";
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + text);
    return ExitCode.SOFTWARE;
  }
}
