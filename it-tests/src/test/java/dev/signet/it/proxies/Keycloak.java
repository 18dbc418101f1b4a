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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Keycloak with the realm of the recipe, on this machine. */
final class Keycloak implements AutoCloseable {
  private static final String RECIPE = "keycloak-httpd";
  private static final String ADMIN = "an-administrator-of-the-tests";

  private static final Duration BUILD_PATIENCE = Duration.ofMinutes(5);

  /** So short that a login outlives several. */
  static final Duration TOKEN_LIFETIME = Duration.ofSeconds(15);

  private final ChildProcess process;
  private final int port;
  private final int managementPort;

  private Keycloak(ChildProcess process, int port, int managementPort) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
  }

  /**
   * Builds it, which takes half a minute, and lets it start; {@link #awaitReady} waits for that.
   *
   * @param proxy the client of the realm
   * @param application where the client's logouts are taken
   */
  static Keycloak start(URI proxy, URI application) {
    Path home = home();
    int port = ChildProcess.freePort();
    int managementPort = ChildProcess.freePort();
    Path logs = folder();
    importRealm(home, proxy, application);
    ServerCertificate.writePem(logs.resolve("keycloak.pem"));
    ServerCertificate.writeKeyPem(logs.resolve("keycloak.key"));
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
    List<String> build = List.of("bash", kc, "build", "--db=dev-mem", "--health-enabled=true");
    int built =
        ChildProcess.start(build, environment, logs.resolve("build.log")).await(BUILD_PATIENCE);
    if (built != 0) {
      throw new IllegalStateException("Keycloak cannot be built: see " + logs);
    }
    List<String> start =
        List.of(
            "bash",
            kc,
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-host=127.0.0.1",
            "--https-port=" + port,
            "--https-certificate-file=" + logs.resolve("keycloak.pem"),
            "--https-certificate-key-file=" + logs.resolve("keycloak.key"),
            "--truststore-paths=" + logs.resolve("keycloak.pem"),
            "--hostname=https://localhost:" + port,
            "--http-management-host=127.0.0.1",
            "--http-management-port=" + managementPort,
            "--http-management-scheme=http");
    ChildProcess process = ChildProcess.start(start, environment, logs.resolve("keycloak.log"));
    return new Keycloak(process, port, managementPort);
  }

  static Path folder() {
    try {
      return Files.createDirectories(
          Server.target().toAbsolutePath().resolve("proxies").resolve("keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home() {
    try (Stream<Path> unpacked = Files.list(Server.target().resolve("keycloak"))) {
      return unpacked
          .filter(path -> path.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void importRealm(Path home, URI proxy, URI application) {
    try {
      Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
      RecipeFile.of(RECIPE, "realm.json")
          .with("https://proxy.example.com", proxy)
          .with("https://app.example.com:9443/context", application)
          .with(
              "\"accessTokenLifespan\": 300",
              "\"accessTokenLifespan\": " + TOKEN_LIFETIME.toSeconds())
          .writeTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keycloak's port answers before Keycloak is there; its health does not. */
  Keycloak awaitReady() {
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

  URI uri() {
    return URI.create("https://localhost:" + port);
  }

  KeycloakAdmin administrator() {
    return new KeycloakAdmin(uri(), ADMIN, Keys.password());
  }

  @Override
  public void close() {
    process.close();
  }
}
