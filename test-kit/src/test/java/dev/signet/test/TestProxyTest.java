package dev.signet.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through the proxy, with whose token, and what does not. */
final class TestProxyTest {
  private static final Loopback SERVER = Loopback.start(TestProxyTest::tell);

  @RegisterExtension static final TestProxy PROXY = TestProxy.to(SERVER.uri());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Method and path, then each header, then the body; a redirect for {@code /away}. */
  private static void tell(HttpExchange exchange) throws IOException {
    try (exchange) {
      String headers =
          exchange.getRequestHeaders().entrySet().stream()
              .flatMap(h -> h.getValue().stream().map(v -> "\n" + h.getKey() + ": " + v))
              .collect(Collectors.joining());
      String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      byte[] body =
          (exchange.getRequestMethod() + " " + exchange.getRequestURI() + headers + "\n\n" + sent)
              .getBytes(UTF_8);
      if (exchange.getRequestURI().getPath().equals("/away")) {
        exchange.getResponseHeaders().add("Location", SERVER.uri() + "/there?x=y");
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      exchange.getResponseHeaders().add("Set-Cookie", "a=1; Path=/");
      exchange.getResponseHeaders().add("Set-Cookie", "b=2; Path=/");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
      if (!isHead) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static HttpResponse<String> ask(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(PROXY.uri().resolve(path))
            .method(method, BodyPublishers.ofString(method.equals("POST") ? "sent" : ""));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static List<String> tokens(HttpResponse<String> answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("jwt"))
        .toList();
  }

  private static String claims(HttpResponse<String> answer) {
    List<String> tokens = tokens(answer);
    assertEquals(1, tokens.size(), answer::body);
    String payload = tokens.get(0).split("\\.", -1)[1];
    return new String(java.util.Base64.getUrlDecoder().decode(payload), UTF_8);
  }

  @Test
  @SignedAs(user = "testuser", groups = "groupa")
  void eachTestHasItsUser() throws Exception {
    String claims = claims(ask("GET", "/page?a=b%20c"));
    assertTrue(claims.contains("\"sub\":\"testuser\""), claims);
    assertTrue(claims.contains("\"groups\":[\"groupa\"]"), claims);
  }

  @Test
  @SignedAs(user = "otheruser")
  void theUserIsSwitchedInsideATest() throws Exception {
    assertTrue(claims(ask("GET", "/")).contains("otheruser"));
    PROXY.signIn("third", "groupc");
    assertTrue(claims(ask("GET", "/")).contains("third"));
    PROXY.signIn(SignetTest.token("late").expired());
    assertTrue(claims(ask("GET", "/")).contains("late"));
    PROXY.signOut();
    assertEquals(List.of(), tokens(ask("GET", "/")));
  }

  @Test
  void aTestWithoutAUserSendsNoTokenNorDoesAClient() throws Exception {
    HttpResponse<String> answer =
        ask("GET", "/", "jwt", "forged", "JWT-1", "forged", "jwt-segments", "1", "jwt_1", "forged");
    assertEquals(List.of(), tokens(answer));
  }

  @Test
  @SignedAs(user = "testuser")
  void aClientsTokenIsReplaced() throws Exception {
    assertTrue(claims(ask("GET", "/", "Jwt", "forged")).contains("testuser"));
  }

  @Test
  void requestAndAnswerPassUnchanged() throws Exception {
    HttpResponse<String> answer =
        ask("POST", "/a%20b?c=d%2Fe", "Cookie", "x=y", "Content-Type", "text/x");
    assertTrue(answer.body().startsWith("POST /a%20b?c=d%2Fe\n"), answer.body());
    assertTrue(answer.body().endsWith("\n\nsent"), answer.body());
    assertTrue(answer.body().contains("\nCookie: x=y"), answer.body());
    assertEquals(List.of("a=1; Path=/", "b=2; Path=/"), answer.headers().allValues("set-cookie"));
    assertEquals(200, ask("HEAD", "/").statusCode());
  }

  @Test
  void aRedirectStaysBehindTheProxy() throws Exception {
    HttpResponse<String> answer = ask("GET", "/away");
    assertEquals(302, answer.statusCode());
    assertEquals(List.of(PROXY.uri() + "/there?x=y"), answer.headers().allValues("location"));
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void aPageOfAnotherOriginGetsNothing(String header, String value) throws Exception {
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> answer = ask(method, "/", header, value);
      assertEquals(403, answer.statusCode());
      assertEquals("signet-test: a page of another origin made this request\n", answer.body());
    }
  }

  @Test
  void aPageBehindTheProxyAndATypedAddressGetThrough() throws Exception {
    String own = PROXY.uri().toString();
    assertEquals(
        200, ask("POST", "/", "Origin", own, "Sec-Fetch-Site", "same-origin").statusCode());
    assertEquals(200, ask("GET", "/", "Sec-Fetch-Site", "none").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:%d", "127.0.0.1", "127.0.0.1.evil:%d", "[::1]:%d"})
  void anotherHostNameGetsNothing(String host) throws Exception {
    assertEquals("HTTP/1.1 403 Forbidden", firstLine(host.formatted(PROXY.uri().getPort())));
  }

  @Test
  void localhostIsAName() throws Exception {
    assertEquals("HTTP/1.1 200 OK", firstLine("LocalHost:" + PROXY.uri().getPort()));
  }

  private static String firstLine(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PROXY.uri().getPort())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(UTF_8));
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://10.0.0.1:9080",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0:9080",
        "ftp://localhost",
        "localhost:9080",
        "http://[::2]:9080"
      })
  void aServerElsewhereIsRefused(String server) {
    assertEquals(
        "the server must be http://localhost:PORT or https://localhost:PORT: a test's tokens do not"
            + " leave this machine",
        assertThrows(IllegalArgumentException.class, () -> TestProxy.to(URI.create(server)))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1",
        "https://LOCALHOST",
        "http://127.0.0.2:1",
        "http://[::1]:1/x"
      })
  void aServerHereIsTaken(String server) {
    TestProxy.to(URI.create(server)).close();
  }

  @Test
  void aServerThatIsDownIsA502() throws Exception {
    Loopback gone = Loopback.start(TestProxyTest::tell);
    gone.close();
    try (TestProxy proxy = TestProxy.to(gone.uri())) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(proxy.uri()).build(), BodyHandlers.ofString());
      assertEquals(502, answer.statusCode());
      assertEquals("signet-test: " + gone.uri() + "/ does not answer\n", answer.body());
    }
  }

  @Test
  void aClosedProxyIsGoneAndStartsAnewWithoutAUser() throws Exception {
    TestProxy proxy = TestProxy.to(SERVER.uri());
    URI first = proxy.uri();
    proxy.signIn("testuser");
    proxy.close();
    assertThrows(
        ConnectException.class,
        () -> new Socket(InetAddress.getLoopbackAddress(), first.getPort()).close());
    HttpResponse<String> again =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(proxy.uri()).build(), BodyHandlers.ofString());
    assertEquals(200, again.statusCode());
    assertFalse(again.body().contains("eyJ"));
    proxy.close();
  }
}
