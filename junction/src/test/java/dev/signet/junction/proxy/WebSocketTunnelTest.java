package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.RunningProxy;
import dev.signet.junction.testing.UpgradingServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes through the proxy when a client asks for a WebSocket, and who gets one. */
class WebSocketTunnelTest {
  private static @Nullable UpgradingServer server;
  private static @Nullable RunningProxy proxy;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    UpgradingServer behind = UpgradingServer.start();
    server = behind;
    proxy = RunningProxy.start(MadeKeys.in(folder), "--junction=/jwtjct=" + behind.uri());
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(proxy).close();
    Objects.requireNonNull(server).close();
  }

  private final Socket socket = connected();

  @AfterEach
  void hangUp() throws IOException {
    socket.close();
  }

  private static Socket connected() {
    URI uri = Objects.requireNonNull(proxy).uri();
    try {
      Socket socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout(60_000);
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static UpgradingServer server() {
    return Objects.requireNonNull(server);
  }

  private static String cookieOf(String user) {
    return new Browser(Objects.requireNonNull(proxy))
        .as(user)
        .cookies()
        .getCookieStore()
        .getCookies()
        .get(0)
        .getValue();
  }

  private void ask(String path, String cookie, String more) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive,"
            + " Upgrade\r\nSec-WebSocket-Key: key\r\nCookie: SIGNET-JUNCTION="
            + cookie
            + "\r\njwt: spoofed\r\n\r\n"
            + more;
    say(request);
  }

  private void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private String answer() throws IOException {
    return UpgradingServer.head(socket.getInputStream());
  }

  private String heard(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
  }

  private static String head() throws InterruptedException {
    return String.valueOf(server().heads().poll(1, TimeUnit.MINUTES));
  }

  @Test
  void bytesGoBothWaysAfterBothHaveAgreedAndTheServerKnowsWhoItIs() throws Exception {
    ask("/jwtjct/talk", cookieOf("testuser"), "early");
    String answer = answer();
    assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
    assertTrue(answer.contains("Sec-WebSocket-Accept: agreed\r\n"), answer);
    assertTrue(answer.contains("Upgrade: websocket\r\n"), answer);
    assertTrue(answer.contains("Set-Cookie: a=b; Path=/jwtjct/\r\n"), answer);
    assertEquals("helloearly", heard(10));
    say("late");
    assertEquals("late", heard(4));
    String head = head();
    assertTrue(head.startsWith("GET /talk HTTP/1.1\r\n"), head);
    assertTrue(head.contains("Sec-WebSocket-Key: key\r\n"), head);
    assertTrue(head.contains("jwt: ey"), head);
    assertFalse(head.contains("spoofed"), head);
    assertFalse(head.contains("SIGNET-JUNCTION"), head);
  }

  @Test
  void muchIsCarriedWhole() throws Exception {
    ask("/jwtjct/talk", cookieOf("testuser"), "");
    assertTrue(answer().startsWith("HTTP/1.1 101 "));
    assertEquals("hello", heard(5));
    String much = "0123456789".repeat(50_000);
    Thread talking =
        new Thread(
            () -> {
              try {
                say(much);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    talking.start();
    assertEquals(much, heard(much.length()));
    talking.join();
    assertTrue(head().startsWith("GET /talk"));
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther() throws Exception {
    ask("/jwtjct/talk", cookieOf("testuser"), "");
    assertTrue(answer().startsWith("HTTP/1.1 101 "));
    assertEquals("hello", heard(5));
    server().ends().clear();
    socket.shutdownOutput();
    assertEquals("ended", server().ends().poll(1, TimeUnit.MINUTES));
    assertEquals(-1, socket.getInputStream().read());
    assertTrue(head().startsWith("GET /talk"));
  }

  @Test
  void aServerThatDoesNotAgreeHasAnsweredAsToAnyRequest() throws Exception {
    ask("/jwtjct/refuse", cookieOf("testuser"), "");
    String answer = answer();
    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    assertTrue(answer.contains("X-Why: tired\r\n"), answer);
    assertEquals("not so", heard(6));
    assertTrue(head().startsWith("GET /refuse"));
  }

  @Test
  void withoutALoginNobodyGetsThrough() throws Exception {
    ask("/jwtjct/talk", "nobody", "early");
    assertTrue(answer().startsWith("HTTP/1.1 401 "));
    assertEquals(0, server().heads().size());
  }
}
