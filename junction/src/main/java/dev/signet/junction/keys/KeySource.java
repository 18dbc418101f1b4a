package dev.signet.junction.keys;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.PasswordSource;
import dev.signet.cli.jwks.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which key signs: the keystore, the alias in it and where its password is.
 */
public final class KeySource {
  public static final String DEFAULT_ALIAS = "rsakey1";

  @Option(
      names = "--keystore",
      required = true,
      paramLabel = "FILE",
      description = "Keystore with the private key that signs the tokens.")
  private Path keystore = Path.of("");

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      defaultValue = DEFAULT_ALIAS,
      description = "The key's name in the keystore (default: ${DEFAULT-VALUE}).")
  private String alias = DEFAULT_ALIAS;

  @Mixin private final PasswordSource passwordSource = new PasswordSource();

  public SigningKey signingKey(Map<String, String> environment) {
    return keyStore(environment).signingKey(alias);
  }

  public KeyStoreFile keyStore(Map<String, String> environment) {
    return new KeyStoreFile(keystore, passwordSource.password(environment));
  }

  public String alias() {
    return alias;
  }
}
