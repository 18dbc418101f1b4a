package dev.signet.cli;

import dev.signet.cli.command.OneLineErrors;
import dev.signet.cli.command.SignetVersion;
import dev.signet.cli.explain.ExplainCommand;
import dev.signet.cli.jwks.JwksCommand;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.KeyIdSchemeConverter;
import dev.signet.cli.migrate.MigrateCommand;
import dev.signet.cli.revoke.RevokeCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of an administrator. A mistake in the options ends with exit code 2 and one line
 * on standard error that names the option. No password and no token is ever printed.
 */
@Command(
    name = "signet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = SignetVersion.class,
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      JwksCommand.class,
      MigrateCommand.class,
      RevokeCommand.class
    },
    description = {
      "Checks a signet.json and the server it is for, explains what a server does with a token,"
          + " writes the signet.json of a Liberty server.xml, publishes keys, and revokes tokens.",
      "No password is ever printed."
    })
public final class Signet implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Signet() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String... arguments) {
    Charset ofTerminal = Charset.forName(System.getProperty("native.encoding"));
    PrintWriter out = new PrintWriter(System.out, true, ofTerminal);
    System.exit(run(out, new PrintWriter(System.err, true, ofTerminal), arguments));
  }

  /**
   * Runs the command.
   *
   * @param out standard output
   * @param err standard error
   * @param arguments the command line
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(System.getenv(), out, err, arguments);
  }

  /**
   * Runs the command in another environment.
   *
   * @param environment the environment variables that {@code migrate} looks at
   * @param out standard output
   * @param err standard error
   * @param arguments the command line
   * @return the exit code
   */
  public static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine =
        OneLineErrors.of(new CommandLine(new Signet(), new Commands(environment)), out, err);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(KeyIdScheme.class, new KeyIdSchemeConverter());
    return commandLine.execute(arguments);
  }

  /** Makes the commands; picocli's own factory makes all but one. */
  private record Commands(Map<String, String> environment) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == MigrateCommand.class
          ? type.cast(new MigrateCommand(environment))
          : CommandLine.defaultFactory().create(type);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as check");
  }
}
