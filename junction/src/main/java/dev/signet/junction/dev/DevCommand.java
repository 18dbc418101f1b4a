package dev.signet.junction.dev;

import dev.signet.cli.command.Console;
import dev.signet.cli.command.WholeFile;
import dev.signet.cli.jwks.PublishedKeys;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.command.LifetimeConverter;
import dev.signet.junction.command.LoopbackPort;
import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.keys.KeySetServer;
import dev.signet.junction.proxy.Backend;
import dev.signet.junction.proxy.BackendProxy;
import dev.signet.junction.proxy.BackendTls;
import dev.signet.junction.proxy.SessionTokens;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A proxy on this machine that signs every request in, until it is ended. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Runs an application as behind the real proxy, without a login page: every request through it"
          + " has a token of the user who is chosen at /junction/dev. It makes a key for this run,"
          + " and prints the signet.json for the server. Ends with Ctrl-C.",
      "For development on this machine, never for production: it listens on 127.0.0.1 alone, and"
          + " everyone who reaches it is any of the users."
    })
public final class DevCommand implements Callable<Integer> {
  private static final Duration KEY_SET_MAX_AGE = Duration.ofSeconds(1);

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private final List<DevUsers.Options> users = new ArrayList<>();

  @Option(
      names = "--forward",
      required = true,
      paramLabel = "URL",
      description = "The server behind, such as http://localhost:9080.")
  private URI forward = URI.create("");

  @Option(
      names = "--forward-not-only-loopback",
      description =
          "Allows --forward to name another machine: the tokens leave this one, and it must trust"
              + " the key of this run.")
  private boolean notOnlyLoopback;

  @Option(
      names = "--trust-certificate",
      paramLabel = "FILE",
      description =
          "Certificates in PEM that are accepted from the server behind (default: Java's).")
  private @Nullable Path trustCertificate;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8088",
      description = "The port on 127.0.0.1; 0 is any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Writes the server's signet.json there instead of printing it.")
  private @Nullable Path settings;

  @Option(
      names = "--header",
      paramLabel = "NAME",
      defaultValue = "jwt",
      description = "The request header for the token (default: ${DEFAULT-VALUE}).")
  private String header = "jwt";

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = "https://dev.signet.test",
      description = "The claim iss (default: ${DEFAULT-VALUE}).")
  private String issuer = "https://dev.signet.test";

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      defaultValue = "urn:signet-dev",
      description = "The claim aud (default: ${DEFAULT-VALUE}).")
  private String audience = "urn:signet-dev";

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "10m",
      description =
          "From iat to exp; a token is replaced after half of it (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ofMinutes(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return run(DevUsers.of(users));
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private int run(DevUsers known) {
    checkForward();
    InetSocketAddress address = address();
    SigningKey key = DevTokens.newKey();
    DevTokens tokens = new DevTokens(issuer, audience, header, lifetime);
    SessionTokens signed = tokens.signedBy(key, known.claimNames());
    PublishedKeys published = DevTokens.published(key);
    Backend server = new Backend("", forward, header, Set.of(), Backend.DEFAULT_TIMEOUT);
    DevHandler handler =
        new DevHandler(
            new BackendProxy(server, BackendTls.trusting(trustCertificate)),
            new DevPage(known, forward),
            signed,
            new KeySetEndpoint(() -> published, KEY_SET_MAX_AGE));
    try (KeySetServer running = KeySetServer.start(address, Optional.empty(), handler)) {
      greet(running.uri(), known, tokens.settings(running.uri()));
      running.awaitEnd();
      return ExitCode.OK;
    }
  }

  private void greet(URI keySet, DevUsers known, String text) {
    Console console = new Console(spec.commandLine().getOut());
    console.line(
        "For development on this machine, never for production: no request needs a password.");
    console.line("Everything leads to " + forward + " as " + DevUsers.inWords(known.first()));
    if (settings == null) {
      console.line("The server's signet.json:");
      text.lines().forEach(console::line);
    } else {
      WholeFile.readable(settings).write(text);
      console.line("The server's signet.json is " + settings);
    }
    console.line("Users: " + keySet.resolve(DevPage.PATH));
    console.line("Open " + keySet.resolve("/"));
    console.line("Ctrl-C ends it.");
  }

  private void checkForward() {
    String scheme = String.valueOf(forward.getScheme());
    if (forward.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw mistake("--forward: '" + forward + "' is no http or https address");
    }
    if (!notOnlyLoopback && !LoopbackPort.isLoopback(forward.getHost())) {
      throw mistake(
          "--forward: the tokens would leave this machine for "
              + forward.getHost()
              + "; --forward-not-only-loopback allows that");
    }
  }

  private InetSocketAddress address() {
    if (port != 0) {
      if (!LoopbackPort.isPort(port)) {
        throw mistake("--port: " + port + " is not a port");
      }
      if (port == forward.getPort() && LoopbackPort.isLoopback(forward.getHost())) {
        throw mistake("--port: the server behind has " + port);
      }
      new LoopbackPort(port, "--port").requireFree();
    }
    return LoopbackPort.address(port);
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
