package dev.signet.junction.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A server behind the proxy that tells what reached it: a line with method and path, then a line
 * for each header. {@code ?header=NAME&value=…} makes it send that header, with status 302 for a
 * Location; {@code /parts} sends its first part at once and the second when told to.
 */
public final class EchoServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch secondPart = new CountDownLatch(1);

  private EchoServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** One without TLS. */
  public static EchoServer start() {
    try {
      return new EchoServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static EchoServer start(SSLContext tls) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new EchoServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  public void sendSecondPart() {
    secondPart.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/parts")) {
      parts(exchange);
      return;
    }
    StringBuilder seen = new StringBuilder();
    seen.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      header
          .getValue()
          .forEach(v -> seen.append('\n').append(header.getKey()).append(": ").append(v));
    }
    seen.append("\nbody: ").append(new String(sent, UTF_8));
    int status = addHeader(exchange) ? 302 : 200;
    byte[] body = seen.toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static boolean addHeader(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    if (query == null || !query.startsWith("header=")) {
      return false;
    }
    String[] pair = query.substring("header=".length()).split("&value=", 2);
    exchange.getResponseHeaders().add(pair[0], pair[1]);
    return pair[0].equals("Location");
  }

  private void parts(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("first\n".getBytes(UTF_8));
      body.flush();
      var unused = secondPart.await(1, TimeUnit.MINUTES);
      body.write("second\n".getBytes(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    secondPart.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
