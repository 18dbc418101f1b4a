package dev.signet.it.proxies;

import dev.signet.it.client.Http;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Moment;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Keycloak with the realm of the recipe, on this machine. */
public final class Keycloak implements AutoCloseable {
  private static final String RECIPE = "keycloak-httpd";
  private static final String ADMIN = "an-administrator-of-the-tests";

  private static final Duration BUILD_PATIENCE = Duration.ofMinutes(5);

  /** So short that a login outlives several. */
  static final Duration TOKEN_LIFETIME = Duration.ofSeconds(15);

  private final ChildProcess process;
  private final URI uri;
  private final int managementPort;

  private Keycloak(ChildProcess process, URI uri, int managementPort) {
    this.process = process;
    this.uri = uri;
    this.managementPort = managementPort;
  }

  /**
   * Builds it, which takes half a minute, and lets it start; {@link #awaitReady} waits for that.
   *
   * @param proxy the client of the realm
   * @param application where the client's logouts are taken
   */
  static Keycloak start(URI proxy, URI application) {
    Path home = unpackedIn(Server.target().resolve("keycloak"));
    int port = ChildProcess.freePort();
    Path logs = folder();
    importRealm(home, realm(proxy, application));
    ServerCertificate.writePem(logs.resolve("keycloak.pem"));
    ServerCertificate.writeKeyPem(logs.resolve("keycloak.key"));
    return start(
        home,
        logs,
        URI.create("https://localhost:" + port),
        "--https-port=" + port,
        "--https-certificate-file=" + logs.resolve("keycloak.pem"),
        "--https-certificate-key-file=" + logs.resolve("keycloak.key"),
        "--truststore-paths=" + logs.resolve("keycloak.pem"));
  }

  /**
   * The same without TLS, for servers that have no trust store.
   *
   * @param folder in which it is unpacked; its own log lies there too
   * @param realm the realm that it imports, as JSON
   */
  public static Keycloak withoutTls(Path folder, String realm) {
    Path home = unpackedIn(folder);
    int port = ChildProcess.freePort();
    importRealm(home, realm);
    URI uri = URI.create("http://127.0.0.1:" + port);
    return start(home, folder.toAbsolutePath(), uri, "--http-enabled=true", "--http-port=" + port);
  }

  private static Keycloak start(Path home, Path logs, URI uri, String... transport) {
    int managementPort = ChildProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMIN,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            Keys.password(),
            "JAVA_OPTS_KC_HEAP",
            "-Xms64m -Xmx512m",
            "JAVA_OPTS_APPEND",
            "-XX:TieredStopAtLevel=1",
            "JAVA_HOME",
            System.getProperty("java.home"));
    String kc = home.resolve("bin").resolve("kc.sh").toString();
    build(home, kc, environment, logs.resolve("build.log"));
    List<String> start =
        new ArrayList<>(
            List.of(
                "bash",
                kc,
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--hostname=" + uri,
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + managementPort,
                "--http-management-scheme=http"));
    start.addAll(List.of(transport));
    ChildProcess process = ChildProcess.start(start, environment, logs.resolve("keycloak.log"));
    return new Keycloak(process, uri, managementPort);
  }

  /** Once for each unpacked one. */
  private static void build(Path home, String kc, Map<String, String> environment, Path log) {
    Path built = home.resolve("built-by-the-tests");
    if (Files.exists(built)) {
      return;
    }
    List<String> build = List.of("bash", kc, "build", "--db=dev-mem", "--health-enabled=true");
    if (ChildProcess.start(build, environment, log).await(BUILD_PATIENCE) != 0) {
      throw new IllegalStateException("Keycloak cannot be built: see " + log);
    }
    try {
      Files.createFile(built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
    try {
      return Files.createDirectories(
          Server.target().toAbsolutePath().resolve("proxies").resolve("keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpackedIn(Path folder) {
    try (Stream<Path> unpacked = Files.list(folder)) {
      return unpacked
          .filter(path -> path.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String realm(URI proxy, URI application) {
    return RecipeFile.of(RECIPE, "realm.json")
        .with("https://proxy.example.com", proxy)
        .with("https://app.example.com:9443/context", application)
        .with(
            "\"accessTokenLifespan\": 300",
            "\"accessTokenLifespan\": " + TOKEN_LIFETIME.toSeconds())
        .text();
  }

  private static void importRealm(Path home, String realm) {
    try {
      Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.writeString(folder.resolve("realm.json"), realm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keycloak's port answers before Keycloak is there; its health does not. */
  public Keycloak awaitReady() {
    URI health = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
    long end = System.nanoTime() + 300_000_000_000L;
    while (System.nanoTime() < end) {
      try {
        if (Http.get(health).status() == 200) {
          return this;
        }
      } catch (UncheckedIOException e) {
        // nobody listens yet
      }
      Moment.await(System.nanoTime() + 500_000_000L);
    }
    throw new IllegalStateException("Keycloak is not ready after five minutes");
  }

  public URI uri() {
    return uri;
  }

  KeycloakAdmin administrator() {
    return new KeycloakAdmin(uri, ADMIN, Keys.password());
  }

  @Override
  public void close() {
    process.close();
  }
}
