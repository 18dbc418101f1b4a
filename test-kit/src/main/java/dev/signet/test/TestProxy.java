package dev.signet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A reverse proxy for a browser or any other client of a test: it puts the token of one user into
 * each request. As a static field with {@code @RegisterExtension} it takes the user of each test
 * ({@link SignedAs}) and ends with the class; its tests must not run at the same time. For tests,
 * never for production.
 *
 * <p>It listens on 127.0.0.1 and forwards to this machine alone. A request for another host name,
 * and one that a page of another origin makes, gets a 403. A client's own token never goes on.
 */
public final class TestProxy implements BeforeEachCallback, AfterAllCallback, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What belongs to one connection (RFC 9110 section 7.6.1), and what the client sets itself. */
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length",
          "http2-settings",
          "proxy-connection");

  private final URI server;
  private final TestIssuer issuer;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Pattern tokenHeader;
  private @Nullable Loopback front;
  private volatile Optional<TestToken> user = Optional.empty();

  private TestProxy(URI server, TestIssuer issuer) {
    this.server = server;
    this.issuer = issuer;
    this.tokenHeader =
        Pattern.compile(Pattern.quote(normal(issuer.headerName())) + "(-segments|-\\d+)?");
  }

  /**
   * A proxy with tokens of the run's issuer.
   *
   * @param server where the server is, such as {@code http://localhost:9080}; a path does not count
   * @return a proxy, which starts with the first use of its {@link #uri}; close it
   * @throws IllegalArgumentException where the server is not on this machine
   */
  public static TestProxy to(URI server) {
    return to(server, SignetTest.issuer());
  }

  /**
   * A proxy with tokens of an issuer.
   *
   * @param server as above
   * @param issuer the issuer of the users' tokens
   * @return as above
   * @throws IllegalArgumentException as above
   */
  public static TestProxy to(URI server, TestIssuer issuer) {
    boolean isHttp = Set.of("http", "https").contains(String.valueOf(server.getScheme()));
    if (!isHttp || !Loopback.isHere(server)) {
      throw new IllegalArgumentException(
          "the server must be http://localhost:PORT or https://localhost:PORT: a test's tokens do"
              + " not leave this machine");
    }
    return new TestProxy(server.resolve("/"), issuer);
  }

  /**
   * Where a client begins, in the place of the server.
   *
   * @return an address of 127.0.0.1; another one after {@link #close}
   */
  public URI uri() {
    return front().uri();
  }

  private synchronized Loopback front() {
    Loopback running = front;
    if (running == null) {
      running = Loopback.start(this::answer);
      front = running;
    }
    return running;
  }

  /**
   * From now on each request has this user's token, signed anew.
   *
   * @param name the user's name
   * @param groups the user's groups
   */
  public void signIn(String name, String... groups) {
    signIn(issuer.token(name, groups));
  }

  /**
   * From now on each request has this token, signed anew.
   *
   * @param token any token, a wrong one too
   */
  public void signIn(TestToken token) {
    user = Optional.of(token);
  }

  /** From now on no request has a token. */
  public void signOut() {
    user = Optional.empty();
  }

  /** Signs the test's user in, or out where it has none. */
  @Override
  public void beforeEach(ExtensionContext context) {
    user = SignedIn.token(context, issuer);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Ends the proxy and signs the user out. */
  @Override
  public synchronized void close() {
    signOut();
    if (front != null) {
      front.close();
      front = null;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> refusal = refusal(exchange);
      if (refusal.isPresent()) {
        say(exchange, 403, refusal.get());
        return;
      }
      Optional<HttpResponse<InputStream>> answer = ask(exchange);
      if (answer.isEmpty()) {
        say(exchange, 502, server + " does not answer");
        return;
      }
      try (InputStream body = answer.get().body()) {
        answer(exchange, answer.get(), body);
      }
    }
  }

  /** Any page in a browser could otherwise send requests, which would have the user's token. */
  private Optional<String> refusal(HttpExchange exchange) {
    String host = header(exchange, "Host").orElse("");
    if (!front().isNamed(host)) {
      return Optional.of("this proxy has another name: " + uri());
    }
    boolean isOwn =
        header(exchange, "Origin").map(origin -> origin.equals("http://" + host)).orElse(true);
    boolean isFromElsewhere =
        header(exchange, "Sec-Fetch-Site").filter(s -> s.contains("-site")).isPresent();
    return isOwn && !isFromElsewhere
        ? Optional.empty()
        : Optional.of("a page of another origin made this request");
  }

  /** Empty where the server cannot be reached or does not answer in time. */
  private Optional<HttpResponse<InputStream>> ask(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(PATIENCE)
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (goesOn(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    user.ifPresent(token -> request.header(token.headerName(), token.headerValue()));
    try {
      return Optional.of(client.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean goesOn(String header) {
    String name = normal(header);
    return !OF_ONE_HOP.contains(name) && !tokenHeader.matcher(name).matches();
  }

  private void answer(HttpExchange exchange, HttpResponse<InputStream> answer, InputStream body)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_ONE_HOP.contains(normal(name))) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, here(name, value)));
              }
            });
    byte[] whole = body.readAllBytes();
    exchange.sendResponseHeaders(answer.statusCode(), whole.length == 0 ? -1 : whole.length);
    if (whole.length > 0) {
      exchange.getResponseBody().write(whole);
    }
  }

  /** The server's own address in a redirect is this proxy's. */
  private String here(String header, String value) {
    String start = server.getScheme() + "://" + server.getRawAuthority();
    return header.equalsIgnoreCase("Location") && (value + "/").startsWith(start + "/")
        ? uri() + value.substring(start.length())
        : value;
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = ("signet-test: " + text + "\n").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static String normal(String header) {
    return header.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
