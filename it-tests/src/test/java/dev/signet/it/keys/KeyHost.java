package dev.signet.it.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signet.it.tokens.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A key server that misbehaves as it is told, dies, and comes back at the same address. */
final class KeyHost {
  private final Optional<SSLContext> ownTls;
  private final AtomicInteger fetches = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Behaviour behaviour = answer(404, "text/plain", "nothing here");
  private HttpServer server;
  private boolean itself = true;

  /** How a request is answered. One that is not closed hangs. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  private KeyHost(Optional<SSLContext> ownTls) {
    this.ownTls = ownTls;
    this.server = listen(0, ownTls);
  }

  static KeyHost plain() {
    return new KeyHost(Optional.empty());
  }

  static KeyHost tls(SSLContext own) {
    return new KeyHost(Optional.of(own));
  }

  private HttpServer listen(int port, Optional<SSLContext> tls) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      HttpServer created =
          tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
      created.setExecutor(threads);
      created.createContext("/", this::answer);
      created.start();
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer created = HttpsServer.create(address, 0);
    created.setHttpsConfigurator(new HttpsConfigurator(tls));
    return created;
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    behaviour.answer(exchange);
  }

  static Behaviour answer(int status, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, bytes.length);
      try (exchange) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  static Behaviour publishing(Jwks keys) {
    return answer(200, "application/jwk-set+json", keys.text());
  }

  String url() {
    String scheme = ownTls.isPresent() ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
  }

  int fetches() {
    return fetches.get();
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  void die() {
    server.stop(0);
    itself = false;
  }

  /** Another shows its certificate at this address. */
  void showAs(SSLContext other) {
    server.stop(0);
    server = listen(server.getAddress().getPort(), Optional.of(other));
    itself = false;
  }

  /** Publishes keys, back from the dead if need be. */
  void recover(Jwks keys) {
    behaviour = publishing(keys);
    if (!itself) {
      server.stop(0);
      server = listen(server.getAddress().getPort(), ownTls);
      itself = true;
    }
  }

  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }
}
