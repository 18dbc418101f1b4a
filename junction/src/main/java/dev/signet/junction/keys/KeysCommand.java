package dev.signet.junction.keys;

import dev.signet.cli.command.Console;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.command.JunctionVersion;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the keystores that are missing, and says which it made. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Makes the missing keys of a signer and of the server that trusts it.",
      "An existing file is kept if it opens with the password and fits the others; if not, a message"
          + " names it, and it stays unchanged. For demonstration and tests, never for production."
    })
public final class KeysCommand implements Callable<Integer> {

  @Option(
      names = "--password-file",
      required = true,
      paramLabel = "FILE",
      description = "The password of all keystores; a random one is made if there is no such file.")
  private Path passwordFile = Path.of("");

  @Option(
      names = "--keystore",
      required = true,
      paramLabel = "FILE",
      description = "The signer's keystore: the private key for the tokens.")
  private Path keystore = Path.of("");

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      defaultValue = KeySource.DEFAULT_ALIAS,
      description = "The name of that key, and of its certificate (default: ${DEFAULT-VALUE}).")
  private String alias = KeySource.DEFAULT_ALIAS;

  @Option(
      names = "--trust-keystore",
      paramLabel = "FILE",
      description = "A keystore with the signer's certificate alone.")
  private @Nullable Path trustKeystore;

  @Option(
      names = "--server-keystore",
      paramLabel = "FILE",
      description =
          "The server's keystore: its TLS key (alias '"
              + KeyFiles.TLS_ALIAS
              + "', for localhost and 127.0.0.1) and the signer's certificate.")
  private @Nullable Path serverKeystore;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "The server's TLS certificate in PEM; needs --server-keystore.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--server-env",
      paramLabel = "FILE",
      description = "Liberty's server.env, which gets the line KEYSTORE_PASSWORD=...")
  private @Nullable Path serverEnv;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (tlsCertificate != null && serverKeystore == null) {
      throw new ParameterException(spec.commandLine(), "--tls-certificate needs --server-keystore");
    }
    if (alias.equalsIgnoreCase(KeyFiles.TLS_ALIAS)) {
      throw new ParameterException(
          spec.commandLine(), "--alias: '" + alias + "' is the name of the TLS key");
    }
    KeyFiles files = KeyFiles.lockedBy(passwordFile, alias);
    SigningKey signer = files.signingKey(keystore);
    if (trustKeystore != null) {
      files.trust(trustKeystore, signer);
    }
    if (serverKeystore != null) {
      SigningKey tls = files.server(serverKeystore, signer);
      if (tlsCertificate != null) {
        files.certificate(tlsCertificate, tls.certificate());
      }
    }
    if (serverEnv != null) {
      files.serverEnvironment(serverEnv);
    }
    files.made().forEach(file -> new Console(spec.commandLine().getOut()).line("made " + file));
    return ExitCode.OK;
  }
}
