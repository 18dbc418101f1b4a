package dev.signet.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer that tells what it thinks of tokens, if it is asked by the right client (RFC 7662). */
public final class IntrospectionEndpoint implements AutoCloseable {
  public static final String CLIENT = "signet:test";
  public static final String SECRET = "a secret / with signs";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger here = new AtomicInteger();
  private volatile int status = 200;
  private volatile String ofOthers = "{\"active\":false}";
  private volatile String type = "application/json";
  private volatile CountDownLatch open = new CountDownLatch(0);

  private IntrospectionEndpoint(HttpServer server) {
    this.server = server;
    server.createContext("/introspect", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public static IntrospectionEndpoint start() {
    try {
      return new IntrospectionEndpoint(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
  }

  public int questions() {
    return questions.get();
  }

  public IntrospectionEndpoint says(String token, String json) {
    answers.put(token, json);
    return this;
  }

  /** What it says of every other token. */
  public IntrospectionEndpoint saysOfOthers(String contentType, String body) {
    type = contentType;
    ofOthers = body;
    return this;
  }

  /** Gives no answer until {@link #goesOn}. */
  public IntrospectionEndpoint holdsBack() {
    open = new CountDownLatch(1);
    return this;
  }

  public void goesOn() {
    open.countDown();
  }

  /** How many questions have come in and have no answer yet. */
  public int here() {
    return here.get();
  }

  public IntrospectionEndpoint status(int newStatus) {
    status = newStatus;
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    here.incrementAndGet();
    try {
      open.await();
      answerNow(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      here.decrementAndGet();
    }
  }

  private void answerNow(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = form.replaceFirst("^token=([^&]*)&.*", "$1");
    String body = answers.getOrDefault(URLDecoder.decode(token, StandardCharsets.UTF_8), ofOthers);
    boolean isKnown =
        expected().equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestMethod().equals("POST")
            && form.endsWith("&token_type_hint=access_token");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(isKnown ? status : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Name and password are form-encoded first (RFC 6749 section 2.3.1). */
  private static String expected() {
    String pair = "signet%3Atest:a+secret+%2F+with+signs";
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    open.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
