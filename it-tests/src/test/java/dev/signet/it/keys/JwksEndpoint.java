package dev.signet.it.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.it.tokens.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy's key set behind a real HTTP server; it is out of order until keys are published. */
final class JwksEndpoint {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Optional<Jwks> published = Optional.empty();

  private JwksEndpoint(HttpServer server) {
    this.server = server;
  }

  static JwksEndpoint start() {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      JwksEndpoint endpoint = new JwksEndpoint(HttpServer.create(anyPort, 0));
      endpoint.server.createContext("/jwks", endpoint::answer);
      endpoint.server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Optional<Jwks> keys = published;
    byte[] body = keys.map(Jwks::text).orElse("out of order").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(keys.isPresent() ? 200 : 500, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
  }

  void publish(Jwks keys) {
    published = Optional.of(keys);
  }

  void breakDown() {
    published = Optional.empty();
  }

  int requests() {
    return requests.get();
  }

  void stop() {
    server.stop(0);
  }
}
