package dev.signet.junction.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Open Liberty server that runs as a child of this process. Closing it, which may be done more
 * than once and from several threads, returns when the server and what it started have ended.
 */
final class LibertyServer implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(40);
  private static final Duration ASKED_EVERY = Duration.ofMillis(300);
  private static final int TAIL_LINES = 15;

  /** Variables that would send the server to folders other than those of its own home. */
  private static final List<String> MISLEADING_VARIABLES =
      List.of("WLP_USER_DIR", "WLP_OUTPUT_DIR", "LOG_DIR", "LOG_FILE");

  private final Process process;
  private final Path log;
  private volatile boolean closing;

  private LibertyServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server.
   *
   * @param home the folder {@code wlp} of an Open Liberty
   * @param name the server's folder below {@code usr/servers}
   * @param variables configuration variables, which win over all others
   * @param environment variables of the environment, beside those of this process
   */
  static LibertyServer start(
      Path home, String name, Map<String, String> variables, Map<String, String> environment) {
    Path script = home.resolve("bin").resolve(scriptName());
    if (!Files.isRegularFile(script)) {
      throw new CommandFailedException(home, "is not the home of an Open Liberty: no bin/server");
    }
    Path server = home.resolve("usr").resolve("servers").resolve(name);
    if (!Files.isRegularFile(server.resolve("server.xml"))) {
      throw new CommandFailedException(server, "is not a server: no server.xml (--server-name)");
    }
    Path log = server.resolve("logs").resolve("console.log");
    // --clean: pages of a rebuilt application have the same time stamps as those compiled before
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "run", name, "--clean", "--");
    variables.forEach((key, value) -> builder.command().add("--" + key + "=" + value));
    MISLEADING_VARIABLES.forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Files.createDirectories(server.resolve("logs"));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      return new LibertyServer(process, log);
    } catch (IOException e) {
      throw new CommandFailedException(script, "cannot be started", e);
    }
  }

  /**
   * Returns true when the server is ready, false when it is closed before that; fails when it ends
   * by itself or takes too long.
   */
  boolean awaitReady(BooleanSupplier ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!runsOnFor(ASKED_EVERY)) {
        requireClosed();
        return false;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "Open Liberty is not ready after " + patience.toSeconds() + " s;" + tail());
      }
    }
    return true;
  }

  /** Returns when the server is closed, and fails when it ends by itself. */
  void awaitClose() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requireClosed();
  }

  private boolean runsOnFor(Duration time) {
    try {
      return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void requireClosed() {
    if (!closing) {
      String exitCode = process.isAlive() ? "none" : String.valueOf(process.exitValue());
      throw new CommandFailedException(
          "Open Liberty has ended with exit code " + exitCode + ";" + tail());
    }
  }

  @Override
  public void close() {
    closing = true;
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] ends =
        family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      family.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private static String scriptName() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows ? "server.bat" : "server";
  }

  private String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      String end =
          lines.stream()
              .skip(Math.max(0, lines.size() - TAIL_LINES))
              .map(line -> "\n  " + line)
              .collect(Collectors.joining());
      return " the end of " + log + ":" + end;
    } catch (IOException e) {
      return " there is no log at " + log;
    }
  }
}
