package dev.signet.cli.explain;

import dev.signet.cli.application.ApplicationArchive;
import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.SignetVersion;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.container.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains what a server does with a token, step by step. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    description = {
      "Reads a token from standard input and says what a server with this signet.json does with it:"
          + " each step with what it wants and what is there, up to the step that refuses, and for"
          + " an accepted token the caller. The server's own code decides.",
      "The token is never an option: other users of the machine can see those. Values of claims are"
          + " hidden unless --show-values is given. Keys behind a URL are fetched."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the token is accepted",
      "1:the token is refused, or a file cannot be used",
      "2:a mistake in the options",
      "3:the token cannot be verified now, since keys are unavailable"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int LONGEST = 1 << 20;

  @Parameters(paramLabel = "FILE", description = "The signet.json.")
  private Path file = Path.of("signet.json");

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time of the request, such as 2026-11-27T10:00:00Z or seconds since 1970 (default:"
              + " now).")
  private @Nullable String at;

  @Mixin private RequestOptions options = new RequestOptions();

  @Option(
      names = "--server",
      paramLabel = "KIND",
      description =
          "Whose names the caller has: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Server server = Server.LIBERTY;

  @Option(
      names = "--application",
      paramLabel = "FILE",
      description =
          "A .war or .ear: also say which of its roles the caller has, and which pages of its"
              + " web.xml open. Roles in annotations are not looked at.")
  private @Nullable Path application;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Option(
      names = "--ref",
      paramLabel = "REFERENCE",
      description =
          "Find a refusal by the reference in its answer, in the file of --log, in place of reading"
              + " a token.")
  private @Nullable String reference;

  @Option(names = "--log", paramLabel = "FILE", description = "The server's log, for --ref.")
  private @Nullable Path log;

  @Option(names = "--show-values", description = "Show the values of claims.")
  private boolean showsValues;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  ExplainCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (reference != null) {
      return find(reference);
    }
    Clock clock = clock();
    GivenRequest request = options.request(spec.commandLine());
    SignetConfig config = config();
    Optional<TokenPlace> place = options.place().map(name -> place(name, config));
    String token = token(System.in);
    PrintWriter err = spec.commandLine().getErr();
    Explanation explanation;
    try {
      explanation =
          Explanation.of(
              token,
              new Explanation.Question(
                  config, request, place, server, clock, showsValues, err::println));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    Optional<ApplicationArchive> archive = Optional.empty();
    if (application != null) {
      archive = Optional.of(archive(application));
    }
    ExplanationReport report = new ExplanationReport(explanation, archive);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    return explanation.verdict().exitCode();
  }

  private Integer find(String wanted) {
    if (log == null || !wanted.matches("[0-9A-Z]{8}")) {
      throw new ParameterException(
          spec.commandLine(), "--ref needs eight letters and digits, and --log with a file");
    }
    List<String> found = LoggedRefusals.in(log, wanted);
    if (found.isEmpty()) {
      throw new CommandFailedException(
          log,
          "has no refusal with the reference "
              + wanted
              + "; the log has one line of each kind in ten seconds, the records in JMX have each");
    }
    found.forEach(spec.commandLine().getOut()::println);
    return ExitCode.OK;
  }

  private static ApplicationArchive archive(Path file) {
    try {
      return ApplicationArchive.read(file);
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Clock clock() {
    if (at == null) {
      return Clock.systemUTC();
    }
    Instant time;
    try {
      time =
          at.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(at)) : Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--at': '" + at + "' is no time", e);
    }
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private TokenPlace place(String name, SignetConfig config) {
    return TokenPlace.named(name, config)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--in': no definition has a headerName or cookieName '"
                        + name
                        + "', so the server sees no token there"));
  }

  private SignetConfig config() {
    try {
      return SignetConfig.load(file);
    } catch (ConfigException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Without the line's end; an empty line is the empty token that a server may get too. */
  private String token(InputStream input) {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
      char[] characters = new char[LONGEST + 1];
      int length = 0;
      for (int read = 0; read >= 0 && length <= LONGEST; ) {
        length += read;
        read = reader.read(characters, length, characters.length - length);
      }
      if (length == 0) {
        throw new ParameterException(spec.commandLine(), "standard input has no token");
      }
      return new String(characters, 0, length).strip();
    } catch (IOException e) {
      throw new CommandFailedException("standard input cannot be read", e);
    }
  }
}
