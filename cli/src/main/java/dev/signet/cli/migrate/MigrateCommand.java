package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.SignetVersion;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line: from a Liberty {@code server.xml} to a {@code signet.json}, or to the {@code
 * server.xml} with the feature's elements, and a report of what could not be carried over or means
 * something else.
 *
 * <p>Where something is left out, the exit code is 3. A mistake in the options ends with exit code
 * 2, any other failure with 1. Either gives one line on standard error that names the option or the
 * file and line, without a stack trace and without a password.
 */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    description = {
      "Reads what a Liberty server.xml, its includes and its configDropins say in"
          + " openidConnectClient, mpJwt, authFilter, keyStore and ssl, and writes the signet.json,"
          + " or the server.xml with Signet's feature, that means the same. What could not be carried over, and what became stricter or"
          + " looser, is said on standard error.",
      "Passwords are never copied into signet.json. Nothing but the server's files and those that"
          + " are named is read, and no network is used."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:all of it is carried over",
      "1:no file is written: a file cannot be read, or nothing can be carried over",
      "2:a mistake in the options",
      "3:a file is written, and something is left out"
    })
public final class MigrateCommand implements Callable<Integer> {
  private static final int SOME_LEFT_OUT = 3;

  @Parameters(paramLabel = "FILE", description = "The server's own configuration file, server.xml.")
  private Path serverXml = Path.of("server.xml");

  @Option(
      names = "--to",
      paramLabel = "signet.json|server.xml",
      converter = TargetConverter.class,
      description =
          "What to write: a signet.json (the default), or the server.xml with the elements of"
              + " Signet's feature in place of the old ones.")
  private Target target = Target.SIGNET_JSON;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
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
              + " wins. bootstrap.properties, server.env and the folder variables beside server.xml"
              + " are read anyway.")
  private List<Path> variables = List.of();

  @Option(
      names = "--mp-config",
      paramLabel = "FILE",
      description =
          "The microprofile-config.properties of an application: what it says of mp.jwt.* counts"
              + " where mpJwt is silent.")
  private @Nullable Path mpConfig;

  @Option(
      names = "--token-reuse",
      paramLabel = "true|false",
      arity = "1",
      description =
          "What counts where an openidConnectClient does not say tokenReuse (default: false, as"
              + " there). A proxy that sends one token all session long needs true.")
  private @Nullable Boolean tokenReuse;

  @Option(
      names = "--server-xml",
      paramLabel = "FILE",
      description =
          "With a signet.json: writes the server.xml that takes the old one's place as well,"
              + " without the elements that are carried over, and with a bell that loads Signet."
              + " Passwords in it stay as they are.")
  private @Nullable Path newServerXml;

  @Option(names = "--force", description = "Write over files that are there already.")
  private boolean force;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, String> environment;

  /**
   * The command.
   *
   * @param environment the environment variables of the tool, which stand for those of the server
   */
  public MigrateCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (target == Target.SERVER_XML && newServerXml != null) {
      throw new ParameterException(
          spec.commandLine(), "--server-xml: with --to server.xml that is the file of --output");
    }
    Optional<NewFile> written = newFile(output);
    Optional<NewFile> findings = newFile(report);
    Optional<NewFile> server = newFile(newServerXml);
    Migration migration =
        Migration.of(
            new Migration.Request(
                serverXml,
                target,
                variables,
                Optional.ofNullable(mpConfig),
                Optional.ofNullable(tokenReuse),
                environment));
    PrintWriter err = spec.commandLine().getErr();
    String lines = String.join("\n", migration.report()) + "\n";
    findings.ifPresentOrElse(file -> file.write(lines), () -> print(err, lines));
    JsonObject json = migration.json().orElseThrow(this::nothing);
    ServerXml xml = migration.serverXml().orElseThrow(this::nothing);
    boolean isXml = target == Target.SERVER_XML;
    String text = isXml ? xml.text() : Json.pretty(json);
    PrintWriter out = spec.commandLine().getOut();
    written.ifPresentOrElse(
        file -> {
          file.write(text, isXml ? xml.charset() : StandardCharsets.UTF_8);
          print(out, "wrote " + file.path() + ": issuers: " + migration.issuers() + "\n");
        },
        () -> print(out, text));
    server.ifPresent(file -> file.write(xml.text(), xml.charset()));
    return migration.leftOut() == 0 ? ExitCode.OK : SOME_LEFT_OUT;
  }

  private CommandFailedException nothing() {
    return new CommandFailedException(
        serverXml, "nothing could be carried over; the report says why");
  }

  private Optional<NewFile> newFile(@Nullable Path path) {
    Optional<NewFile> file = Optional.ofNullable(path).map(p -> new NewFile(p, force));
    file.ifPresent(NewFile::requireFree);
    return file;
  }

  private static void print(PrintWriter to, String text) {
    Stream.of(text.split("\n")).forEach(to::println);
    to.flush();
  }
}
