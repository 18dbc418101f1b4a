package dev.signet.it.setup;

import static dev.signet.it.server.SecondServer.copy;
import static dev.signet.it.server.SecondServer.put;

import dev.signet.it.client.Answer;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A second server, with what the suite's own has not: a user registry, or a login of Liberty's own.
 * They cannot come and go in a server while others are tested.
 */
public final class AnotherServer implements AutoCloseable {
  private final Path directory;
  private final SecondServer server;

  private AnotherServer(Path directory, SecondServer server) {
    this.directory = directory;
    this.server = server;
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
    Path folder = SecondServer.folder(name);
    for (String part : List.of("server.xml", "server.env", "resources", "signet")) {
      copy(Server.directory().resolve(part), folder.resolve(part));
    }
    put(folder.resolve("configDropins/overrides").resolve(name + ".xml"), overrides);
    copy(settings.writeTo(name + ".json"), folder.resolve("signet.json"));
    for (Path application : applications) {
      copy(application, folder.resolve("dropins").resolve(application.getFileName()));
    }
    return new AnotherServer(folder, SecondServer.start(name, ready));
  }

  public Answer get(String path, String... headers) {
    return server.get(path, headers);
  }

  /** A path over TLS, by the name in its certificate. */
  public URI named(String path) {
    return server.named(path);
  }

  /** Its files. */
  public Path directory() {
    return directory;
  }

  /**
   * Takes an application out while the server runs.
   *
   * @param application one of those that it started with, by its file's name
   */
  public void remove(String application) {
    try {
      Files.delete(directory.resolve("dropins").resolve(application));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
