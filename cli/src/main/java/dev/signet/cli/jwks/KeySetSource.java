package dev.signet.cli.jwks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which public keys are published, and how. */
public final class KeySetSource {

  @Option(
      names = "--keystore",
      required = true,
      paramLabel = "FILE",
      description =
          "Keystore with the certificates, of others or of private keys. Only certificates are"
              + " read.")
  private Path keystore = Path.of("");

  @Mixin private final PasswordSource passwordSource = new PasswordSource();

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "A certificate to publish; repeatable (default: all in the keystore).")
  private final List<String> aliases = new ArrayList<>();

  @Option(
      names = "--kid",
      paramLabel = "SCHEME",
      defaultValue = "x5t#S256",
      description =
          "The member kid: x5t#S256, the certificate's SHA-256 in base64url (ISAM 9); label, the"
              + " alias (Verify Access 10 and later; name it with --alias if it has capitals, which"
              + " Java does not list); x5t, its SHA-1; thumbprint, the key's as in RFC"
              + " 7638 (default: ${DEFAULT-VALUE}).")
  private KeyIdScheme keyIdScheme = KeyIdScheme.X5T_S256;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description =
          "Writes the member alg: one of ${COMPLETION-CANDIDATES}. Repeatable: each key has the"
              + " first that fits it (default: no such member).")
  private final List<SignatureAlgorithm> algorithms = new ArrayList<>();

  @Option(
      names = "--with-certificate",
      description = "Writes the certificate and its hash too: the members x5c and x5t#S256.")
  private boolean withCertificate;

  @Option(
      names = "--include-outdated",
      description = "Publishes certificates that are not valid yet or no longer, too.")
  private boolean includeOutdated;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  public KeySetPlan plan(Map<String, String> environment) {
    if (keyIdScheme == KeyIdScheme.NONE) {
      throw new ParameterException(
          command.commandLine(), "--kid: a published key has a kid; 'none' is for tokens");
    }
    KeyStoreFile file = new KeyStoreFile(keystore, passwordSource.password(environment));
    return new KeySetPlan(file, aliases, includeOutdated, keyIdScheme, algorithms, withCertificate);
  }
}
