package dev.signet.junction.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.junction.Junction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@code serve} that runs beside a test, on a real port, until it is closed. */
public final class RunningServe implements AutoCloseable {
  private final Thread thread;
  private final CompletableFuture<Integer> exitCode;
  private final StringWriter err;
  private final List<String> greeting = new ArrayList<>();
  private final URI uri;

  private RunningServe(
      Thread thread, CompletableFuture<Integer> exitCode, StringWriter err, BufferedReader out)
      throws IOException {
    this.thread = thread;
    this.exitCode = exitCode;
    this.err = err;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      greeting.add(line);
      if (line.startsWith("Ctrl-C")) {
        break;
      }
    }
    assertEquals(3, greeting.size(), err::toString);
    uri = URI.create(greeting.get(1).substring(greeting.get(1).indexOf("http")));
  }

  public static RunningServe of(TestStore store, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(store.command("serve"));
    arguments.add("--port=0");
    arguments.addAll(Arrays.asList(options));
    StringWriter err = new StringWriter();
    PipedReader reader = new PipedReader();
    PipedWriter writer = new PipedWriter(reader);
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (PrintWriter out = new PrintWriter(writer)) {
                String[] all = arguments.toArray(new String[0]);
                exitCode.complete(Junction.run(out, new PrintWriter(err, true), all));
              }
            },
            "serve");
    thread.start();
    return new RunningServe(thread, exitCode, err, new BufferedReader(reader));
  }

  public URI uri() {
    return uri;
  }

  public List<String> greeting() {
    return greeting;
  }

  /** What has been said on standard error up to now. */
  public List<String> notes() {
    return err.toString().lines().toList();
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpClient.newHttpClient(), "GET", path, headers);
  }

  public HttpResponse<String> send(HttpClient client, String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Interrupts the command, which ends as it should. */
  @Override
  public void close() {
    thread.interrupt();
    assertEquals(0, exitCode.orTimeout(20, TimeUnit.SECONDS).join());
  }
}
