package dev.signet.junction.keys;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for the proxy's address and its certificate. */
public final class ListenOptions {
  private static final int HIGHEST_PORT = 65535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "The port; 0 is any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--not-only-loopback",
      description =
          "Allows --bind to name an address that other machines can reach: their users can log in as any"
              + " user whose password they guess.")
  private boolean notOnlyLoopback;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Keystore with the TLS key to show: HTTPS instead of HTTP.")
  private @Nullable Path tlsKeystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "Its password, if that is not the same as of --keystore.")
  private @Nullable Path tlsPasswordFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  public InetSocketAddress address() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw mistake("--port: " + port + " is not a port");
    }
    try {
      InetAddress address = InetAddress.getByName(bind);
      if (!address.isLoopbackAddress() && !notOnlyLoopback) {
        throw mistake(
            "--bind: other machines can reach " + bind + "; --not-only-loopback allows that");
      }
      return new InetSocketAddress(address, port);
    } catch (UnknownHostException e) {
      throw mistake("--bind: '" + bind + "' is not an address of this machine");
    }
  }

  public Optional<SSLContext> tls(Password ofKeystore) {
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
    return new ParameterException(command.commandLine(), message);
  }
}
