package dev.signet.it.servers;

import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Keycloak without TLS, with the realm of the recipe for Apache httpd. Its folder is the
 * system property {@code openid.keycloak}; it is built there at the first start.
 *
 * @param process it
 * @param uri where it listens
 */
record KeycloakOverHttp(Process process, URI uri) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Started, and ready for logins that lead back to the server under test. */
  static KeycloakOverHttp start() throws IOException {
    Path home = Path.of(ServerUnderTest.property("openid.keycloak"));
    int port = freePort();
    int management = freePort();
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    Path realm = Matrix.documentation().resolve("../proxies/keycloak-httpd/realm.json");
    Files.writeString(
        realms.resolve("realm.json"),
        Files.readString(realm)
            .replace(
                "\"redirectUris\": [\"https://proxy.example.com/oidc/callback\"]",
                "\"redirectUris\": [\"" + Server.http() + "/*\"]")
            .replace("\"enabled\": true,\n", "\"enabled\": true, \"sslRequired\": \"none\",\n")
            .replaceAll("\"backchannel[^\\n]*\\n", "")
            .replace("https://proxy.example.com/*\",", Server.http() + "/*\""));
    Map<String, String> environment =
        Map.of(
            "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
            "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1",
            "JAVA_HOME", System.getProperty("java.home"));
    String kc = home.resolve("bin").resolve("kc.sh").toString();
    Path built = home.resolve("built-by-the-tests");
    if (!Files.exists(built)) {
      List<String> build = List.of("bash", kc, "build", "--db=dev-mem", "--health-enabled=true");
      build(launch(build, environment, home.resolve("build.log")));
      Files.createFile(built);
    }
    URI uri = URI.create("http://127.0.0.1:" + port);
    List<String> start =
        List.of(
            "bash",
            kc,
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=" + uri,
            "--http-management-host=127.0.0.1",
            "--http-management-port=" + management);
    Process process = launch(start, environment, home.resolve("keycloak.log"));
    KeycloakOverHttp keycloak = new KeycloakOverHttp(process, uri);
    keycloak.await(URI.create("http://127.0.0.1:" + management + "/health/ready"));
    return keycloak;
  }

  private static void build(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("Keycloak cannot be built: its folder has build.log");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process launch(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(output.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(URI health) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (Http.get(health).status() == 200) {
          return;
        }
        Thread.sleep(300);
      } catch (UncheckedIOException e) {
        // nobody listens yet
      } catch (InterruptedException e) {
        break;
      }
    }
    close();
    throw new IllegalStateException("Keycloak is not ready");
  }

  @Override
  public void close() {
    end(process);
  }
}
