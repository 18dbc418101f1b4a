package dev.signet.junction;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts Open Liberty with SubjectDumper and shows, as lines to paste, who may see what. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Starts Open Liberty with SubjectDumper, writes tokens for its users into header files and"
          + " prints ready-made curl lines. Ends with Ctrl-C, which stops the server and deletes the"
          + " tokens.",
      "For demonstration and tests, never for production."
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin private final KeySource keySource = new KeySource();

  @Option(
      names = "--server-home",
      required = true,
      paramLabel = "DIR",
      description = "The folder wlp of an Open Liberty.")
  private Path serverHome = Path.of("");

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      defaultValue = "signet",
      description = "The server in its usr/servers (default: ${DEFAULT-VALUE}).")
  private String serverName = "signet";

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "9080",
      description = "Port on 127.0.0.1 (default: ${DEFAULT-VALUE}; with Maven -Dhttp.port).")
  private int httpPort;

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      defaultValue = "9443",
      description = "TLS port on 127.0.0.1 (default: ${DEFAULT-VALUE}; with Maven -Dhttps.port).")
  private int httpsPort;

  @Option(
      names = "--tls-certificate",
      required = true,
      paramLabel = "FILE",
      description = "The server's TLS certificate in PEM.")
  private Path tlsCertificate = Path.of("");

  @Option(
      names = "--headers",
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Folder for the header files with the tokens (default: ${DEFAULT-VALUE}).")
  private Path headerFolder = Path.of("demo");

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = MintCommand.DEFAULT_ISSUER,
      description = "The claim iss of the tokens (default: ${DEFAULT-VALUE}).")
  private String issuer = MintCommand.DEFAULT_ISSUER;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = MintCommand.DEFAULT_LIFETIME,
      description = "Of a token; it is renewed at half of it (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ofHours(1);

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "2m",
      description = "How long the server may take to start (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofMinutes(2);

  @Option(
      names = "--once",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Send every printed request, compare its status, stop; exit code 0 or 1.")
  private boolean once;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    LoopbackPort http = new LoopbackPort(httpPort, "--http-port (with Maven -Dhttp.port)");
    LoopbackPort https = new LoopbackPort(httpsPort, "--https-port (with Maven -Dhttps.port)");
    requireTwoPorts();
    http.requireFree();
    https.requireFree();
    Path certificate = tlsCertificate.toAbsolutePath().normalize();
    StatusProbe probe = StatusProbe.trusting(certificate);
    DemoScript script =
        new DemoScript(http.uri("http"), https.uri("https"), headerFiles(), certificate);
    try (Demo demo = new Demo(new Console(spec.commandLine().getOut()), start(), script, probe)) {
      closeWithThisProcess(demo);
      boolean ready = demo.awaitReady(patience);
      if (ready && once) {
        return demo.check() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      if (ready) {
        demo.serve();
      }
      return ExitCode.OK;
    }
  }

  private void requireTwoPorts() {
    if (!LoopbackPort.isPort(httpPort)) {
      throw mistake("--http-port: " + httpPort + " is not a port");
    }
    if (!LoopbackPort.isPort(httpsPort)) {
      throw mistake("--https-port: " + httpsPort + " is not a port");
    }
    if (httpPort == httpsPort) {
      throw mistake("--http-port and --https-port are the same port");
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private HeaderFiles headerFiles() {
    InstantSource clock = InstantSource.system();
    SigningKey key = keySource.signingKey(System.getenv());
    TokenMint mint = new TokenMint(key, SignatureAlgorithm.RS256, KeyIdScheme.X5T_S256, clock);
    return new HeaderFiles(headerFolder, mint, clock, issuer, lifetime);
  }

  private LibertyServer start() {
    return LibertyServer.start(
        serverHome.toAbsolutePath().normalize(),
        serverName,
        Map.of("http.port", String.valueOf(httpPort), "https.port", String.valueOf(httpsPort)));
  }

  /** Whatever ends this process, or the one that started it, ends the server too. */
  private static void closeWithThisProcess(Demo demo) {
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-end"));
    ProcessHandle.current().parent().ifPresent(DemoCommand::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(ExitCode.SOFTWARE);
            },
            "demo-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
