package dev.signet.it.setup;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
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
 * A second server, with what the suite's own has not: a user registry, or a login of Liberty's own.
 * They cannot come and go in a server while others are tested.
 */
public final class AnotherServer implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private final Path directory;
  private final ChildProcess process;
  private final int port;

  private AnotherServer(Path directory, ChildProcess process, int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
  }

  /**
   * As the suite's server, but for this.
   *
   * @param name its name, which no other server has
   * @param overrides a server.xml that is read after the suite's
   * @param settings its signet.json
   * @param applications what it starts with
   * @param ready a path that answers 200 once it has started
   */
  public static AnotherServer start(
      String name, String overrides, Settings settings, List<Path> applications, String ready) {
    try {
      Path usr = Server.target().toAbsolutePath().resolve(name);
      Path server = Files.createDirectories(usr.resolve("servers").resolve(name));
      for (String part : List.of("server.xml", "server.env", "resources", "signet")) {
        copy(Server.directory().resolve(part), server.resolve(part));
      }
      List<Integer> ports = Stream.generate(ChildProcess::freePort).distinct().limit(4).toList();
      Files.writeString(
          server.resolve("bootstrap.properties"),
          "http.port=%d%nhttps.port=%d%nother.port=%d%nmutual.port=%d%n"
              .formatted(ports.toArray()));
      put(server.resolve("configDropins/overrides").resolve(name + ".xml"), overrides);
      put(server.resolve("signet.json"), Files.readString(settings.writeTo(name + ".json")));
      Path dropins = Files.createDirectories(server.resolve("dropins"));
      for (Path application : applications) {
        copy(application, dropins.resolve(application.getFileName()));
      }
      return run(name, server, ports.get(0)).awaitReady(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnotherServer run(String name, Path server, int port) {
    Path usr = server.resolve("../..").normalize();
    List<String> command =
        List.of("bash", Server.wlp().resolve("bin/server").toString(), "run", name);
    Map<String, String> environment =
        Map.of("WLP_USER_DIR", usr.toString(), "JAVA_HOME", System.getProperty("java.home"));
    return new AnotherServer(
        server,
        ChildProcess.start(command, environment, Server.target().resolve(name + ".log")),
        port);
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

  private AnotherServer awaitReady(String path) {
    boolean isReady = Await.until(STARTS_WITHIN, () -> answers(path), ready -> ready);
    if (!isReady) {
      close();
      throw new IllegalStateException("another server does not start: " + directory);
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

  public Answer get(String path, String... headers) {
    return Http.get(URI.create("http://127.0.0.1:" + port).resolve(path), headers);
  }

  /** Its files. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    process.close();
  }
}
