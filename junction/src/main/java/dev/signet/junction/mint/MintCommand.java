package dev.signet.junction.mint;

import dev.signet.cli.command.Console;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.command.LifetimeConverter;
import dev.signet.junction.keys.KeySource;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints one token, and nothing else. */
@Command(
    name = "mint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Signs a token that names a user, and prints it.",
      "For demonstration and tests, never for production."
    })
public final class MintCommand implements Callable<Integer> {
  public static final String DEFAULT_ISSUER = "https://www.myidp.ibm.com";
  public static final String DEFAULT_LIFETIME = "1h";

  @Mixin private final KeySource keySource = new KeySource();

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "The claim sub.")
  private String user = "";

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "A member of the claim groups, which is always an array; repeatable.")
  private final List<String> groups = new ArrayList<>();

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = DEFAULT_ISSUER,
      description = "The claim iss (default: ${DEFAULT-VALUE}).")
  private String issuer = DEFAULT_ISSUER;

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      description = "The claim aud: absent, a text, or an array if repeated.")
  private final List<String> audiences = new ArrayList<>();

  @Option(
      names = "--sess",
      paramLabel = "ID",
      description = "The claim sess, the same for all tokens of one login (default: random).")
  private String session = UUID.randomUUID().toString();

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = DEFAULT_LIFETIME,
      description = "From iat to exp: seconds, or 5m, 1h30m (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ofHours(1);

  @Option(
      names = "--claim",
      paramLabel = "NAME=JSON",
      description =
          "One more claim: a number, array, object, boolean, null or text; repeatable."
              + " For instance --claim level=3 --claim 'mail=\"a@b.c\"'.")
  private final List<String> claims = new ArrayList<>();

  @Option(
      names = "--claims-file",
      paramLabel = "FILE",
      description = "More claims: a file with one JSON object.")
  private @Nullable Path claimsFile;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "RS256",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SignatureAlgorithm algorithm = SignatureAlgorithm.RS256;

  @Option(
      names = "--kid",
      paramLabel = "SCHEME",
      defaultValue = "x5t#S256",
      description =
          "The header kid: x5t#S256, the certificate's SHA-256 in base64url, as ISAM does;"
              + " label, the alias; x5t, its SHA-1; thumbprint, the key's as in RFC 7638; none (default: ${DEFAULT-VALUE}).")
  private KeyIdScheme keyIdScheme = KeyIdScheme.X5T_S256;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    SigningKey key = keySource.signingKey(System.getenv());
    try {
      TokenMint mint = new TokenMint(key, algorithm, keyIdScheme, InstantSource.system());
      TokenRequest request =
          new TokenRequest(issuer, user, groups, audiences, session, lifetime, extraClaims());
      new Console(spec.commandLine().getOut()).line(mint.mint(request));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private JsonObject extraClaims() {
    RichClaims rich = new RichClaims();
    if (claimsFile != null) {
      rich.addFile(claimsFile);
    }
    claims.forEach(rich::addOption);
    return rich.asObject();
  }
}
