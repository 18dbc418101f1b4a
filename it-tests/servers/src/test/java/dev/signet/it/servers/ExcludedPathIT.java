package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.tokens.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that an {@code authFilter} keeps from an issuer, by every spelling that a server takes. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@DisabledIfSystemProperty(
    named = "server.id",
    matches = ".*-soteria.*",
    disabledReason = "the same server as without")
class ExcludedPathIT {
  private static final String FILTER =
      """
      "authFilter": { "webApp": { "name": "/excluded", "matchType": "equals" },
        "none": [ { "requestPath": { "pattern": "/excluded/any/*" } },
                  { "requestUrl": { "urlPattern": "/excluded/roleb/" } } ] }, "id":\
      """;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    return Wars.configured(
        "excluded",
        Files.readString(Matrix.documentation().resolve("signet.json")).replace("\"id\":", FILTER));
  }

  /** As it stands: a client would tidy the path up. */
  private static int status(String path) throws IOException {
    try (Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            Integer.parseInt(ServerUnderTest.property("it.http.port")))) {
      socket.setSoTimeout(10_000);
      String token = Tokens.good().groups("groupa", "groupb").text();
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\njwt: " + token;
      socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return line == null ? 400 : Integer.parseInt(line.split(" ", 3)[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/excluded/any/caller",
        "/%65xcluded/any/caller",
        "/excluded;v=1/any/caller",
        "/excluded/any;v=1/caller",
        "/excluded/any/caller;jsessionid=1",
        "/x/../excluded/any/caller",
        "/./excluded/any/caller",
        "//excluded/any/caller",
        "/excluded//any/caller",
        "/excluded/rolea/../any/caller",
        "/excluded/rolea/%2e%2e/any/caller",
        "/excluded/rolea/..;/any/caller",
        "/excluded/%61ny/caller",
        "/excluded/any%2fcaller",
        "/excluded/any%5ccaller",
        "/excluded/any%3bv=1/caller",
        "/excluded/roleb/caller",
        "/%65xcluded/%72oleb/caller",
        "/excluded;v=1/roleb;v=1/caller"
      })
  void noSpellingOfAnExcludedPathGetsAroundTheFilter(String path) throws IOException {
    assertEquals(200, status("/excluded/rolea/caller"));
    assertNotEquals(200, status(path));
  }
}
