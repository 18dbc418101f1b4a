package dev.signet.junction.proxy;

import dev.signet.cli.command.Console;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.command.LifetimeConverter;
import dev.signet.junction.keys.KeySource;
import dev.signet.junction.keys.ListenOptions;
import dev.signet.junction.mint.SigningKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The reverse proxy: logs users in and sends tokens to the servers behind, until it is ended. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Runs a reverse proxy that logs users in and adds a signed token to their requests. It"
          + " publishes its keys at /jwks and rolls them at /junction/keys. Ends with Ctrl-C.",
      "For demonstration and tests, never for production."
    })
public final class ProxyCommand implements Callable<Integer> {
  private static final Duration KEY_SET_MAX_AGE = Duration.ofSeconds(60);

  @Mixin private final KeySource keySource = new KeySource();

  @Mixin private final ListenOptions listen = new ListenOptions();

  @Mixin private final TokenOptions tokens = new TokenOptions();

  @Option(
      names = "--users",
      required = true,
      paramLabel = "FILE",
      description = "The users, as the command user writes them.")
  private Path users = Path.of("");

  @Option(
      names = "--junction",
      required = true,
      paramLabel = "PATH=URL",
      description =
          "A path in front and the server behind it, such as /jwtjct=https://localhost:9443;"
              + " repeatable, / is the root.")
  private final Map<String, URI> junctions = new LinkedHashMap<>();

  @Option(
      names = "--trust-certificate",
      paramLabel = "FILE",
      description =
          "Certificates in PEM that are accepted from the servers behind (default: Java's).")
  private @Nullable Path trustCertificate;

  @Option(
      names = "--header",
      paramLabel = "NAME",
      defaultValue = "jwt",
      description = "The request header for the token (default: ${DEFAULT-VALUE}).")
  private String header = "jwt";

  @Option(
      names = "--open",
      paramLabel = "PATH",
      description =
          "A path below every junction that needs no login and gets no token; with a slash at its"
              + " end all paths below it. Repeatable.")
  private final Set<String> open = new LinkedHashSet<>();

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "30m",
      description = "A login ends when it was not used for this time (default: ${DEFAULT-VALUE}).")
  private Duration idleTimeout = Duration.ofMinutes(30);

  @Option(
      names = "--server-timeout",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "60",
      description =
          "A server behind that sends nothing for this time gives a 504 (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration serverTimeout = Backend.DEFAULT_TIMEOUT;

  @Option(
      names = "--backchannel-logout",
      paramLabel = "URL",
      description =
          "Where a server behind takes logouts; a logout at this proxy is announced there."
              + " Repeatable.")
  private final Set<URI> logoutAddresses = new LinkedHashSet<>();

  @Option(
      names = "--logout-audience",
      paramLabel = "NAME",
      defaultValue = "junction",
      description = "The claim aud of logout tokens (default: ${DEFAULT-VALUE}).")
  private String logoutAudience = "junction";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    KeyStoreFile keyStore = keySource.keyStore(System.getenv());
    JunctionProxy.Setup setup =
        new JunctionProxy.Setup(
            listen.address(),
            listen.tls(keyStore.password()),
            backends(),
            BackendTls.trusting(trustCertificate),
            idleTimeout,
            KEY_SET_MAX_AGE,
            receivers(),
            (junction, parts) -> junction);
    try (JunctionProxy proxy =
        JunctionProxy.start(
            setup, new UsersFile(users).read(), keys(keyStore), tokens.mapping(), policy())) {
      Console console = new Console(spec.commandLine().getOut());
      console.line("For demonstration and tests, never for production.");
      setup.backends().forEach(b -> console.line(b.prefix() + "/ leads to " + b.address()));
      console.line("Open " + proxy.uri());
      console.line("Ctrl-C ends it.");
      proxy.awaitEnd();
      return ExitCode.OK;
    }
  }

  private SigningKeys keys(KeyStoreFile keyStore) {
    SigningKeys.Source source =
        new SigningKeys.Source(
            keyStore, keySource.alias(), SignatureAlgorithm.RS256, tokens.keyIdScheme());
    try {
      return new SigningKeys(source, tokens.rollTimes(), InstantSource.system());
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private SessionTokens.Policy policy() {
    try {
      return tokens.policy();
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private LogoutNotices.Receivers receivers() {
    for (URI address : logoutAddresses) {
      if (!isHttp(address)) {
        throw mistake("--backchannel-logout: '" + address + "' is no http or https address");
      }
    }
    Console notes = new Console(spec.commandLine().getErr());
    return new LogoutNotices.Receivers(
        List.copyOf(logoutAddresses),
        logoutAudience,
        Optional.ofNullable(trustCertificate).map(BackendTls::context),
        notes::line);
  }

  private static boolean isHttp(URI address) {
    return address.getHost() != null
        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
  }

  private List<Backend> backends() {
    return junctions.entrySet().stream()
        .map(entry -> backend(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Backend backend(String path, URI address) {
    if (!path.matches("/|(/[A-Za-z0-9._~-]+)+") || path.startsWith("/junction")) {
      throw mistake("--junction: '" + path + "' is no path for a junction");
    }
    if (!isHttp(address) || address.getRawQuery() != null) {
      throw mistake("--junction: what lies behind " + path + " is no http or https address");
    }
    return new Backend(path.equals("/") ? "" : path, address, header, open, serverTimeout);
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
