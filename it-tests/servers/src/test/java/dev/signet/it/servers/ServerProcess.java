package dev.signet.it.servers;

import dev.signet.it.server.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * The server under test, in the foreground of a process of its own, as an administrator uses it: it
 * is started by its own command, and takes applications from a folder while it runs.
 */
final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Every application of the tests has one of these pages, for everyone. */
  private static final List<String> PAGES = List.of("/open/calls", "/login.html");

  /** What a page is without its application, or while that starts. */
  private static final int NOBODY = -1;

  private static final Set<Integer> NOT_THERE = Set.of(404, 500, NOBODY);

  private static Optional<ChildProcess> running = Optional.empty();

  private ServerProcess() {}

  static boolean isRunning() {
    return running.isPresent();
  }

  /** Returns when the server listens. */
  static void start() throws IOException {
    Installation installation = Installation.ofServerUnderTest();
    Files.createDirectories(installation.deployments());
    Map<String, String> environment = new HashMap<>(installation.environment());
    environment.putIfAbsent("JAVA_HOME", ServerUnderTest.java().toString());
    ChildProcess child =
        ChildProcess.start(
            installation.command(), environment, ServerUnderTest.home().resolve("console.log"));
    running = Optional.of(child);
    Process process = child.process();
    await(
        "the server listens",
        () -> {
          if (!process.isAlive()) {
            throw new IOException("the server has ended with " + process.exitValue());
          }
          return listens();
        });
  }

  private static boolean listens() {
    try (Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            Integer.parseInt(ServerUnderTest.property("it.http.port")))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Puts an application, by its name, into the server's folder, and returns when it is there. */
  static void deploy(Archive<?> application) throws IOException {
    Path folder = Installation.ofServerUnderTest().deployments();
    Path hidden = folder.resolveSibling(application.getName() + ".part");
    application.as(ZipExporter.class).exportTo(hidden.toFile(), true);
    Files.move(hidden, folder.resolve(application.getName()), StandardCopyOption.ATOMIC_MOVE);
    Installation installation = Installation.ofServerUnderTest();
    await(
        application.getName() + " is there",
        () -> installation.says(application.getName()) && answers(application.getName()));
  }

  /** Takes the application out of the folder, and returns when it is gone. */
  static void undeploy(String name) throws IOException {
    Files.delete(Installation.ofServerUnderTest().deployments().resolve(name));
    await(name + " is gone", () -> !answers(name));
  }

  private static boolean answers(String name) throws IOException {
    String root = name.replaceFirst("\\.war$", "");
    for (String page : PAGES) {
      if (!NOT_THERE.contains(status((root.equals("ROOT") ? "" : "/" + root) + page))) {
        return true;
      }
    }
    return false;
  }

  private static int status(String path) throws IOException {
    URI page = URI.create("http://127.0.0.1:" + ServerUnderTest.property("it.http.port") + path);
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setReadTimeout((int) PATIENCE.toMillis());
    try {
      return connection.getResponseCode();
    } catch (ConnectException e) {
      return NOBODY; // a server that moves to the address of the tests lets go of its own first
    }
  }

  private interface Question {
    boolean isSo() throws IOException;
  }

  private static void await(String what, Question question) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!question.isSo()) {
        if (System.nanoTime() > end) {
          throw new IOException("not within " + PATIENCE.toSeconds() + " s: " + what);
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns when the server has ended. */
  static void stop() {
    running.ifPresent(ChildProcess::close);
    running = Optional.empty();
  }

  /** For callers that cannot do anything about it. */
  static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Step {
    void run() throws IOException;
  }
}
