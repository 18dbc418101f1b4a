package dev.signet.it.identity;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import dev.signet.it.setup.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A second server, with SubjectDumper and with what the suite's own has not: a user registry. A
 * server's registry cannot come and go while others are tested.
 */
final class RegistryServer implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
  private static final String NAME = "registry";
  private static final String REGISTRY =
      """
      <server>
        <basicRegistry id="basic" realm="bankRegistry">
          <user name="testuser" password="not-used"/>
          <group name="clerks"><member name="testuser"/></group>
        </basicRegistry>
      </server>
      """;

  private final ChildProcess process;
  private final int port;

  private RegistryServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** As the suite's server, with the settings given. */
  static RegistryServer start(Settings settings) {
    try {
      Path usr = Server.target().toAbsolutePath().resolve("registry");
      Path server = Files.createDirectories(usr.resolve("servers").resolve(NAME));
      for (String part : List.of("server.xml", "server.env", "resources", "signet")) {
        copy(Server.directory().resolve(part), server.resolve(part));
      }
      List<Integer> ports = Stream.generate(ChildProcess::freePort).distinct().limit(4).toList();
      Files.writeString(
          server.resolve("bootstrap.properties"),
          "http.port=%d%nhttps.port=%d%nother.port=%d%nmutual.port=%d%n"
              .formatted(ports.toArray()));
      put(server.resolve("configDropins/overrides/registry.xml"), REGISTRY);
      put(server.resolve("signet.json"), Files.readString(settings.writeTo("registry.json")));
      Path application = server.resolve("dropins/subject-dumper.ear");
      Files.createDirectories(application.getParent());
      copy(Server.artifact("subject-dumper.ear"), application);
      List<String> command =
          List.of("bash", Server.wlp().resolve("bin/server").toString(), "run", NAME);
      Map<String, String> environment =
          Map.of("WLP_USER_DIR", usr.toString(), "JAVA_HOME", System.getProperty("java.home"));
      ChildProcess process =
          ChildProcess.start(command, environment, Server.target().resolve("registry.log"));
      return new RegistryServer(process, ports.get(0)).awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private RegistryServer awaitReady() {
    boolean isReady = Await.until(STARTS_WITHIN, () -> answers("/dumpHeaders.jsp"), ready -> ready);
    if (!isReady) {
      close();
      throw new IllegalStateException("the server with a registry does not start");
    }
    return this;
  }

  private boolean answers(String path) {
    try {
      return get(path).status() == 200;
    } catch (UncheckedIOException e) {
      return false; // nobody listens yet
    }
  }

  Answer get(String path, String... headers) {
    return Http.get(URI.create("http://127.0.0.1:" + port).resolve(path), headers);
  }

  @Override
  public void close() {
    process.close();
  }
}
