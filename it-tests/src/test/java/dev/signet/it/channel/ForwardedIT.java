package dev.signet.it.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.RawHttp;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.RealPart;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.HostileToken.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real nginx that says in {@code Forwarded} where a request came from, and beside it what the
 * client calls the host: the client's text is no hop.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
@Tag("real-parts")
final class ForwardedIT {
  private static final String PAGE = "/forwarded/any/x";
  private static final String CONFIGURATION =
      """
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server {
          listen 127.0.0.1:%2$d;
          location /plain/ {
            proxy_set_header Forwarded "for=10.1.1.1;proto=http";
            proxy_pass %3$s/;
          }
          location /copying/ {
            proxy_set_header Forwarded 'for=$remote_addr;host="$http_host"';
            proxy_pass %3$s/;
          }
          location /appending/ {
            proxy_set_header Forwarded '$http_forwarded, for=203.0.113.9;host="$http_host"';
            proxy_pass %3$s/;
          }
        }
      }
      """;

  private static @Nullable ChildProcess nginx;
  private static URI address = URI.create("http://127.0.0.1/");

  @Deployment(name = "forwarded", testable = false)
  static WebArchive application() {
    Settings settings =
        Settings.seed()
            .with("authFilter", Map.of("remoteAddress", Map.of("ip", "10.1.1.1")))
            .withTop("trustedProxies", "127.0.0.1")
            .withTop("forwardedHeader", "Forwarded");
    return Wars.configured("forwarded", settings.writeTo("forwarded.json"));
  }

  @BeforeAll
  static void start() throws IOException {
    RealPart.require("nginx", "/usr/sbin/nginx");
    Path folder = Files.createDirectories(Server.target().resolve("proxies/forwarded"));
    int port = ChildProcess.freePort();
    Path file = folder.toAbsolutePath().resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.formatted(file.getParent(), port, Server.http()));
    nginx =
        ChildProcess.start(
            List.of(
                "/usr/sbin/nginx", "-p", folder.toString(), "-c", "" + file, "-g", "daemon off;"),
            Map.of(),
            folder.resolve("nginx.out"));
    address = URI.create("http://127.0.0.1:" + port + "/");
    assertTrue(Await.until(() -> listens(port), listens -> listens), "nginx does not listen");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      Objects.requireNonNull(nginx).close();
    }
  }

  private static String status(String place, String host, String... forwarded) {
    Line token = new Line("jwt", Tokens.good().text());
    List<Line> lines =
        forwarded.length == 0
            ? List.of(token)
            : List.of(token, new Line("Forwarded", forwarded[0]));
    Answer answer = RawHttp.get(address, place + PAGE, host, lines).orElseThrow();
    String challenge = String.join(",", answer.challenges());
    int number = challenge.indexOf("SIGNET-");
    return answer.status() + (number < 0 ? "" : " " + challenge.substring(number, number + 10));
  }

  @Test
  void theClientThatNginxNamesIsBelieved() {
    assertEquals("200", status("/plain", "app.example.com"));
    assertEquals("401 SIGNET-204", status("/copying", "app.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil,for=10.1.1.1",
        "evil;for=10.1.1.1",
        "evil,for=10.1.1.1,for=10.1.1.1",
        "a\\\",for=10.1.1.1",
        "a\";for=10.1.1.1;b=\"",
        "a\"for=10.1.1.1"
      })
  void whatAClientCallsTheHostIsNoHop(String host) {
    assertEquals("401 SIGNET-204", status("/copying", host));
  }

  @Test
  void whatAClientSendsInTheHeaderItselfIsNoHopEither() {
    assertEquals("401 SIGNET-204", status("/appending", "app", "for=10.1.1.1"));
    assertEquals("401 SIGNET-204", status("/appending", "app", "for=10.1.1.1;host=\""));
  }
}
