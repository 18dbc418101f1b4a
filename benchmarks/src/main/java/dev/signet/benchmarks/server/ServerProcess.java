package dev.signet.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, which ends when this is closed, or with this program. */
final class ServerProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final URI root;
  private final Thread atExit = new Thread(this::destroy);
  private Duration startTime = Duration.ZERO;

  private ServerProcess(Process process, Path log, URI root) {
    this.process = process;
    this.log = log;
    this.root = root;
  }

  /** Starts a server and returns when its open page answers. */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Path log, int port)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    long begin = System.nanoTime();
    Process process = builder.redirectOutput(log.toFile()).start();
    ServerProcess server =
        new ServerProcess(process, log, URI.create("http://127.0.0.1:" + port + "/"));
    Runtime.getRuntime().addShutdownHook(server.atExit);
    try {
      server.awaitOpenPage(begin);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitOpenPage(long begin) throws IOException, InterruptedException {
    if (!comesToAnswer("open", "", "null")) {
      throw new IOException("the server does not answer, see " + log);
    }
    startTime = Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Asks for a page until it says a user's name, since parts of a server come up after others. */
  boolean comesToAnswer(String page, String token, String user) throws InterruptedException {
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (answers(page, token, user)) {
        return true;
      }
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private boolean answers(String page, String token, String user) throws InterruptedException {
    try {
      HttpResponse<String> answer = get(page, token);
      return answer.statusCode() == 200 && answer.body().strip().endsWith(user);
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks for a page; without a token where it is empty. */
  HttpResponse<String> get(String page, String token) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(page));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  URI uri(String page) {
    return root.resolve(page);
  }

  /** From the start of the process to the first answer. */
  Duration startTime() {
    return startTime;
  }

  /** What the processors have worked for it so far, as the system counts it. */
  Duration processorTime() {
    return java().info().totalCpuDuration().orElseThrow();
  }

  long pid() {
    return java().pid();
  }

  /** The virtual machine: the process itself, or what its start script has started. */
  private ProcessHandle java() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(p -> p.info().command().filter(c -> c.endsWith("/java")).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server has ended, see " + log));
  }

  /** At once: there is nothing in it to keep, and Liberty takes half a minute to end in peace. */
  private void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    destroy();
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // the program ends, and the hook does its work
    }
  }
}
