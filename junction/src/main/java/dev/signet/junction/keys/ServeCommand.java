package dev.signet.junction.keys;

import dev.signet.cli.command.Console;
import dev.signet.cli.jwks.KeySetPlan;
import dev.signet.cli.jwks.KeySetSource;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.command.LifetimeConverter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes the JSON Web Key Set of a keystore's certificates over HTTP until it is ended. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Publishes the public keys of a keystore's certificates as a JSON Web Key Set at /jwks and"
          + " /.well-known/jwks.json. A changed keystore is read again; a broken one is not"
          + " published, and the keys read before stay. Ends with Ctrl-C.",
      "For demonstration and tests, never for production."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65535;

  @Mixin private final KeySetSource source = new KeySetSource();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9180",
      description = "The port; 0 is any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on; 0.0.0.0 is all addresses of this machine (default: ${DEFAULT-VALUE}).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "60",
      description =
          "How long readers may keep the set, Cache-Control: seconds, or 5m (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration maxAge = Duration.ofSeconds(60);

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Keystore with the server's TLS key: publishes over HTTPS instead of HTTP.")
  private @Nullable Path tlsKeystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "Its password, if that is not the same as of --keystore.")
  private @Nullable Path tlsPasswordFile;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    InetSocketAddress address = address();
    KeySetPlan plan = source.plan(System.getenv());
    Optional<SSLContext> tls = tls(plan.keyStore().password());
    Console notes = new Console(spec.commandLine().getErr());
    WatchedKeys keys = new WatchedKeys(plan, InstantSource.system(), notes);
    try (KeySetServer server =
        KeySetServer.start(address, tls, new KeySetEndpoint(keys::current, maxAge))) {
      Console console = new Console(spec.commandLine().getOut());
      console.line("For demonstration and tests, never for production.");
      console.line(keys.current().sizeInWords() + " at " + server.uri());
      console.line("Ctrl-C ends it.");
      server.awaitEnd();
      return ExitCode.OK;
    }
  }

  private InetSocketAddress address() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw mistake("--port: " + port + " is not a port");
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(bind), port);
    } catch (UnknownHostException e) {
      throw mistake("--bind: '" + bind + "' is not an address of this machine");
    }
  }

  private Optional<SSLContext> tls(Password ofKeystore) {
    if (tlsKeystore == null) {
      if (tlsPasswordFile != null) {
        throw mistake("--tls-password-file needs --tls-keystore");
      }
      return Optional.empty();
    }
    Password password = tlsPasswordFile == null ? ofKeystore : Password.fromFile(tlsPasswordFile);
    return Optional.of(ServerTls.from(new KeyStoreFile(tlsKeystore, password)));
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
