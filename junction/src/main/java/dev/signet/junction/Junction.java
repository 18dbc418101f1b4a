package dev.signet.junction;

import dev.signet.cli.command.OneLineErrors;
import dev.signet.cli.jwks.JwksCommand;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.KeyIdSchemeConverter;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.demo.DemoCommand;
import dev.signet.junction.dev.DevCommand;
import dev.signet.junction.keys.KeysCommand;
import dev.signet.junction.keys.ServeCommand;
import dev.signet.junction.mint.MintCommand;
import dev.signet.junction.proxy.ProxyCommand;
import dev.signet.junction.proxy.UserCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the junction, which stands in for WebSEAL and its security token service. For
 * demonstration and tests, never for production.
 *
 * <p>A mistake in the options ends with exit code 2, any other failure with 1. Either gives one
 * line on standard error that names the option or file, without a stack trace and without a
 * password, key or token.
 */
@Command(
    name = "signet-junction",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    subcommands = {
      KeysCommand.class,
      MintCommand.class,
      JwksCommand.class,
      ServeCommand.class,
      UserCommand.class,
      ProxyCommand.class,
      DevCommand.class,
      DemoCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Stands in for WebSEAL and its security token service: makes keys, signs tokens that name a"
          + " user, publishes the public keys, and shows both with Open Liberty.",
      "For demonstration and tests, never for production: everyone who can run it can sign a token"
          + " for any user."
    })
public final class Junction {
  private Junction() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String... arguments) {
    Charset ofTerminal = Charset.forName(System.getProperty("native.encoding"));
    PrintWriter out = new PrintWriter(System.out, true, ofTerminal);
    System.exit(run(out, new PrintWriter(System.err, true, ofTerminal), arguments));
  }

  /** Runs a command with these as its standard output and standard error; gives its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine = OneLineErrors.of(new CommandLine(new Junction()), out, err);
    commandLine.registerConverter(KeyIdScheme.class, new KeyIdSchemeConverter());
    return commandLine.execute(arguments);
  }
}
