package dev.signet.cli.revoke;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.SignetVersion;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevocationSettings;
import dev.signet.revocation.RevokedEntry;
import dev.signet.revocation.RevokedKind;
import dev.signet.revocation.RevokedRow;
import dev.signet.revocation.RevokedRow.Field;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds one entry to a file of revocations, or lists what is in it. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    description = {
      "Revokes tokens before they end: adds one entry to the file of revocations, which every"
          + " server that follows the file has in force within two seconds.",
      "Entries that have ended are removed; everything else in the file is kept. The file is"
          + " replaced as a whole: no server reads half of it. If it is broken it is not changed.",
      "The end of an entry is --until, or follows from maxTokenLifetime or maxTokenAge in the"
          + " signet.json beside the file. An entry with --kid needs no end."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the entry is in the file, or the file was listed",
      "1:the file was not changed",
      "2:a mistake in the options"
    })
public final class RevokeCommand implements Callable<Integer> {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The file of revocations; the default is ${DEFAULT-VALUE}.")
  private Path file = Path.of("revoked.json");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The signet.json; the default is the one beside the file of revocations.")
  private @Nullable Path config;

  @Option(names = "--issuer", paramLabel = "ISSUER", description = "The issuerIdentifier.")
  private @Nullable String issuer;

  @ArgGroup(exclusive = true)
  private @Nullable Named named;

  @Option(
      names = "--issued-before",
      paramLabel = "TIME",
      description =
          "Only tokens that were issued before this time, such as 2026-01-31T12:00:00Z, or now."
              + " The default with --subject and --all is now, unless --until is given.")
  private @Nullable String issuedBefore;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "The end of the entry: when the last token has ended that it is for.")
  private @Nullable String until;

  @Option(names = "--reason", paramLabel = "TEXT", description = "A text for people.")
  private @Nullable String reason;

  @Option(names = "--list", description = "Print the entries and change nothing.")
  private boolean isList;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What an entry names; one of these. */
  static final class Named {
    @Option(names = "--jti", paramLabel = "ID", description = "One token, by its claim jti.")
    private @Nullable String jti;

    @Option(
        names = "--session",
        paramLabel = "ID",
        description = "One login: the claim that sessionIdentifier names, or sid.")
    private @Nullable String session;

    @Option(names = "--subject", paramLabel = "USER", description = "One user, by the claim sub.")
    private @Nullable String subject;

    @Option(
        names = "--kid",
        paramLabel = "KEY",
        description = "One key: its key id, its alias, or its file's name without the extension.")
    private @Nullable String kid;

    @Option(names = "--all", description = "Every token of the issuer.")
    private boolean isAll;

    private void addTo(Map<Field, String> values) {
      put(values, Field.JTI, jti);
      put(values, Field.SESSION, session);
      put(values, Field.SUBJECT, subject);
      put(values, Field.KID, kid);
      put(values, Field.ALL, isAll ? "true" : null);
    }
  }

  private static void put(Map<Field, String> values, Field field, @Nullable String value) {
    if (value != null) {
      values.put(field, value);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    if (isList) {
      new RevokedListing(out, now).print(file);
      return ExitCode.OK;
    }
    if (issuer == null || named == null) {
      throw new ParameterException(
          spec.commandLine(),
          issuer == null
              ? "--issuer is missing"
              : "one of --jti, --session, --subject, --kid and --all is missing");
    }
    RevokedRow row = row(now);
    RevokedFileEdit.Result result = new RevokedFileEdit(file, now).add(row);
    out.printf(
        "%s: 1 entry added, %d kept, %d removed that had ended%n",
        file, result.kept(), result.removed());
    return ExitCode.OK;
  }

  private RevokedRow row(Instant now) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    put(values, Field.ISSUER, issuer);
    if (named != null) {
      named.addTo(values);
    }
    boolean isOfMany = values.containsKey(Field.SUBJECT) || values.containsKey(Field.ALL);
    // a token of this very second is of before: its iat may be rounded down
    String present = now.plusSeconds(1).toString();
    boolean isNow = issuedBefore == null ? isOfMany && until == null : issuedBefore.equals("now");
    put(values, Field.ISSUED_BEFORE, isNow ? present : issuedBefore);
    put(values, Field.UNTIL, until);
    put(values, Field.REASON, reason);
    try {
      return withEnd(values, RevokedEntry.of(new RevokedRow(1, values)), now);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private RevokedRow withEnd(Map<Field, String> values, Revocation entry, Instant now) {
    if (entry.until().isPresent()) {
      if (!entry.until().get().isAfter(now)) {
        throw new IllegalArgumentException("until: is in the past");
      }
      return new RevokedRow(1, values);
    }
    if (entry.kind() != RevokedKind.KEY) {
      Instant end =
          settings()
              .flatMap(s -> s.endOfTokens(entry.issuer(), entry.issuedBefore().orElse(now)))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--until is missing: no maxTokenLifetime or maxTokenAge for this issuer in"
                              + " the signet.json says when the last token ends"));
      values.put(Field.UNTIL, end.toString());
    }
    return new RevokedRow(1, values);
  }

  private Optional<RevocationSettings> settings() {
    Path beside = file.toAbsolutePath().resolveSibling("signet.json");
    Path json = config == null ? beside : config;
    if (config == null && Files.notExists(json)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignetConfig.load(json).revocations().settings());
    } catch (ConfigException e) {
      throw new CommandFailedException(
          json, "has mistakes, so the end of the entry is unknown: give --until, or see check", e);
    }
  }
}
