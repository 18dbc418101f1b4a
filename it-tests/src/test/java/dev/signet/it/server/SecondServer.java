package dev.signet.it.server;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
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

/** A server beside the suite's own, with files of its own. It ends when it is closed. */
public final class SecondServer implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private final String name;
  private final ChildProcess process;
  private final List<Integer> ports;

  private SecondServer(String name, ChildProcess process, List<Integer> ports) {
    this.name = name;
    this.process = process;
    this.ports = ports;
  }

  /** Where the files of a server of this name go, before it starts; nothing of a run before. */
  public static Path folder(String name) {
    Path folder = usr(name).resolve("servers").resolve(name);
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path usr(String name) {
    return Server.target().toAbsolutePath().resolve(name);
  }

  /** Starts it with the files in its folder, and waits until it answers 200 for a page. */
  public static SecondServer start(String name, String readyPage) {
    List<Integer> ports = Stream.generate(ChildProcess::freePort).distinct().limit(4).toList();
    put(
        usr(name).resolve("servers").resolve(name).resolve("bootstrap.properties"),
        "http.port=%d%nhttps.port=%d%nother.port=%d%nmutual.port=%d%n".formatted(ports.toArray()));
    List<String> command =
        List.of("bash", Server.wlp().resolve("bin/server").toString(), "run", name);
    Map<String, String> environment =
        Map.of("WLP_USER_DIR", usr(name).toString(), "JAVA_HOME", System.getProperty("java.home"));
    ChildProcess process =
        ChildProcess.start(command, environment, Server.target().resolve(name + ".log"));
    SecondServer server = new SecondServer(name, process, ports);
    if (!Await.until(STARTS_WITHIN, () -> server.answers(readyPage), ready -> ready)) {
      server.close();
      throw new IllegalStateException("the server " + name + " does not start");
    }
    return server;
  }

  /** Writes a file and the folders above it. */
  public static void put(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file or a folder with all that is in it. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(String page) {
    try {
      return get(page).status() == 200;
    } catch (UncheckedIOException e) {
      return false; // nobody listens yet
    }
  }

  public Answer get(String path, String... headers) {
    return Http.get(at(path), headers);
  }

  /** The address of a page. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + ports.get(0)).resolve(path);
  }

  /** A file or folder of its configuration directory. */
  public Path file(String relative) {
    return usr(name).resolve("servers").resolve(name).resolve(relative);
  }

  /** What it has written so far. */
  public List<String> log() {
    try {
      return Files.readAllLines(file("logs/messages.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path over TLS, by the name in its certificate. */
  public URI named(String path) {
    return URI.create("https://localhost:" + ports.get(1) + path);
  }

  @Override
  public void close() {
    process.close();
  }
}
