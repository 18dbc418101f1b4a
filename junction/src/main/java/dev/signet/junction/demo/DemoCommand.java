package dev.signet.junction.demo;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.Console;
import dev.signet.cli.command.WholeFile;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.command.LifetimeConverter;
import dev.signet.junction.command.LoopbackPort;
import dev.signet.junction.keys.KeySource;
import dev.signet.junction.mint.MintCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a junction and Open Liberty with SubjectDumper, and shows the access of each user. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Starts a junction and Open Liberty with SubjectDumper behind it, with a page that shows each"
          + " request, and prints ready-made curl lines. Ctrl-C stops both and deletes the files that"
          + " they made.",
      "For demonstration and tests, never for production."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String CONFIGURATION = "signet-demo.json";

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
      names = "--junction-port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description =
          "The junction's port on 127.0.0.1 (default: ${DEFAULT-VALUE}; -Djunction.port).")
  private int junctionPort;

  @Option(
      names = "--tls-keystore",
      required = true,
      paramLabel = "FILE",
      description = "Keystore with the TLS key, which junction and server share.")
  private Path tlsKeystore = Path.of("");

  @Option(
      names = "--tls-certificate",
      required = true,
      paramLabel = "FILE",
      description = "The certificate of that key in PEM.")
  private Path tlsCertificate = Path.of("");

  @Option(
      names = "--headers",
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Folder for the header files with the sessions (default: ${DEFAULT-VALUE}).")
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
      defaultValue = "30",
      description =
          "The lifetime of a token; it is renewed after two thirds of it (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ofSeconds(30);

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
      description =
          "Sends every printed request, compares its status, and stops; exit code 0 or 1.")
  private boolean once;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    requirePorts();
    LoopbackPort http = free(httpPort, "http");
    LoopbackPort https = free(httpsPort, "https");
    LoopbackPort junction = free(junctionPort, "junction");
    Path certificate = tlsCertificate.toAbsolutePath().normalize();
    StatusProbe probe = StatusProbe.trusting(certificate);
    HeaderFiles headers = new HeaderFiles(headerFolder);
    DemoScript script =
        new DemoScript(
            junction.uri("https"), http.uri("http"), https.uri("https"), headers, certificate);
    DemoJunction.Setup setup = setup(junction);
    DemoJunction.prepare(setup, certificate);
    Console console = new Console(spec.commandLine().getOut());
    try (Demo demo = new Demo(console, start(setup), setup, script, probe)) {
      closeWithThisProcess(demo);
      demo.startJunction();
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

  private void requirePorts() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--http-port", httpPort);
    ports.put("--https-port", httpsPort);
    ports.put("--junction-port", junctionPort);
    Map<Integer, String> seen = new HashMap<>();
    ports.forEach(
        (option, port) -> {
          if (!LoopbackPort.isPort(port)) {
            throw mistake(option + ": " + port + " is not a port");
          }
          String other = seen.putIfAbsent(port, option);
          if (other != null) {
            throw mistake(other + " and " + option + " are the same port");
          }
        });
  }

  private static LoopbackPort free(int number, String name) {
    LoopbackPort port =
        new LoopbackPort(number, "--" + name + "-port (with Maven -D" + name + ".port)");
    port.requireFree();
    return port;
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private DemoJunction.Setup setup(LoopbackPort port) {
    KeyStoreFile signer = keySource.keyStore(System.getenv());
    return new DemoJunction.Setup(
        port,
        signer,
        keySource.alias(),
        new KeyStoreFile(tlsKeystore, signer.password()),
        headerFolder.toAbsolutePath().normalize(),
        issuer,
        lifetime);
  }

  /** A failure here leaves no file behind. */
  private LibertyServer start(DemoJunction.Setup setup) {
    Path home = serverHome.toAbsolutePath().normalize();
    Map<String, String> ports =
        Map.of("http.port", String.valueOf(httpPort), "https.port", String.valueOf(httpsPort));
    Map<String, String> environment = new HashMap<>(setup.environment());
    // the same server with its own signet.json works without a junction
    Path config = home.resolve("usr/servers").resolve(serverName).resolve(CONFIGURATION);
    environment.put("SIGNET_CONFIG", config.toString());
    try {
      return LibertyServer.start(home, serverName, ports, environment);
    } catch (CommandFailedException e) {
      DemoJunction.clear(setup);
      WholeFile.delete(setup.folder());
      throw e;
    }
  }

  /** The end of this process, or of the one that started it, ends the server too. */
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
