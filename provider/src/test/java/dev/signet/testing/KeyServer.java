package dev.signet.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP server on this machine that publishes keys, counts how often it is asked, and
 * misbehaves when told to.
 */
public final class KeyServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger fetches = new AtomicInteger();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final Map<String, String> headers =
      new ConcurrentHashMap<>(Map.of("Location", "/elsewhere"));
  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private volatile boolean hangs;

  private KeyServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static KeyServer start() {
    return start(0);
  }

  public static KeyServer start(int port) {
    try {
      return new KeyServer(HttpServer.create(loopback(port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that shows a certificate of {@link TestKeys#P_256}. */
  public static KeyServer startTls(X509Certificate certificate) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.tls(certificate)));
      return new KeyServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    if (hangs) {
      awaitEnd();
    }
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> asked.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = documents.get(exchange.getRequestURI().getPath());
    int length = body == null || body.length == 0 ? -1 : body.length;
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(body == null ? 404 : status, length);
    if (length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      var unused = end.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return url("/jwks");
  }

  public String url(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + port() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public int fetches() {
    return fetches.get();
  }

  public KeyServer answers(int newStatus, String body) {
    status = newStatus;
    return serves("/jwks", body);
  }

  public KeyServer serves(String path, String body) {
    return serves(path, body.getBytes(StandardCharsets.UTF_8));
  }

  public KeyServer serves(String path, byte[] body) {
    documents.put(path, body);
    return this;
  }

  /** Sends a header with every answer. */
  public KeyServer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** What it was asked with last. */
  public @Nullable String asked(String header) {
    return asked.get(header.toLowerCase(Locale.ROOT));
  }

  public KeyServer cacheControl(String value) {
    return header("Cache-Control", value);
  }

  public KeyServer hangs(boolean newHangs) {
    hangs = newHangs;
    return this;
  }

  /** Publishes keys, as JSON objects made by {@link #jwk}. */
  public KeyServer publishes(Map<?, ?>... keys) {
    return answers(200, Tokens.json(Map.of("keys", List.of(keys))));
  }

  public static Map<String, Object> jwk(@Nullable String kid, PublicKey key) {
    try {
      Map<String, Object> jwk =
          new LinkedHashMap<>(
              JsonWebKey.Factory.newJwk(key).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
      if (kid != null) {
        jwk.put("kid", kid);
      }
      return jwk;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(jwk);
    copy.put(name, value);
    return copy;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
