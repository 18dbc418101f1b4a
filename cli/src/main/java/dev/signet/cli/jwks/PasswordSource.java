package dev.signet.cli.jwks;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says where a keystore's password is. */
public final class PasswordSource {
  static final String VARIABLE = "SIGNET_KEYSTORE_PASSWORD";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the keystore's password; without it the environment variable "
              + VARIABLE
              + " is read.")
  private @Nullable Path passwordFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  public Password password(Map<String, String> environment) {
    if (passwordFile != null) {
      return Password.fromFile(passwordFile);
    }
    String text = environment.get(VARIABLE);
    if (text == null || text.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "give the keystore's password with --password-file, or in the environment as "
              + VARIABLE);
    }
    return Password.of(text);
  }
}
