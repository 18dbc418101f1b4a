package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.LoopbackPorts;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.RunningProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logout at the junction, as a server behind hears of it. */
class LogoutNoticesTest {
  private static final String PATH = "/app/signet/logout";

  @TempDir Path folder;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private volatile boolean isClosing;
  private @Nullable HttpServer server;

  @BeforeEach
  void start() throws IOException {
    HttpServer behind =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    behind.createContext(
        PATH,
        exchange -> {
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + type
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (!isClosing) {
            exchange.sendResponseHeaders(status, -1);
          }
          exchange.close();
        });
    behind.start();
    server = behind;
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(server).stop(0);
  }

  private URI address() {
    int port = Objects.requireNonNull(server).getAddress().getPort();
    return URI.create("http://127.0.0.1:" + port + PATH);
  }

  private RunningProxy proxy(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--junction=/=" + address().resolve("/"));
    return RunningProxy.start(MadeKeys.in(folder), all.toArray(new String[0]));
  }

  /** The token of a request that has one and nothing else. */
  private String token(int i) {
    String form = "POST application/x-www-form-urlencoded logout_token=";
    assertTrue(received.get(i).startsWith(form), received.get(i));
    return received.get(i).substring(form.length());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  /** The claims, if a published key has signed the token. */
  private static JsonObject verified(String token, String published) throws Exception {
    JsonWebSignature signed = new JsonWebSignature();
    signed.setCompactSerialization(token);
    signed.setKey(new JsonWebKeySet(published).getJsonWebKeys().get(0).getKey());
    assertTrue(signed.verifySignature());
    assertEquals("logout+jwt", signed.getHeader("typ"));
    assertEquals("RS256", signed.getHeader("alg"));
    return json(signed.getPayload());
  }

  @Test
  void aLogoutIsAnnouncedWithATokenOfTheLogin() throws Exception {
    try (RunningProxy proxy = proxy("--backchannel-logout=" + address())) {
      Browser browser = new Browser(proxy).as("testuser");
      assertEquals(List.of(), received);
      assertEquals(200, browser.post(LoginPages.LOGOUT, "").statusCode());
      String published = new Browser(proxy).get(KeySetEndpoint.PATH).body();
      JsonObject claims = verified(token(0), published);
      assertEquals("https://www.myidp.ibm.com", claims.getString("iss"));
      assertEquals("testuser", claims.getString("sub"));
      assertEquals("junction", claims.getString("aud"));
      assertEquals(
          json("{\"http://schemas.openid.net/event/backchannel-logout\": {}}"),
          claims.getJsonObject("events"));
      assertEquals(120, claims.getInt("exp") - claims.getInt("iat"));
      assertTrue(Math.abs(Instant.now().getEpochSecond() - claims.getInt("iat")) < 60);
      assertTrue(claims.getString("sid").length() > 20);
      assertEquals(1, received.size());
      assertEquals(200, browser.post(LoginPages.LOGOUT, "").statusCode());
      assertEquals(1, received.size());
      assertEquals("", proxy.err());
    }
  }

  @Test
  void aLoginThatIsReplacedIsAnnouncedTooAndEachServerHasATokenOfItsOwn() throws Exception {
    try (RunningProxy proxy =
        proxy(
            "--backchannel-logout=" + address(),
            "--backchannel-logout=" + address() + "/second",
            "--logout-audience=urn:app")) {
      new Browser(proxy).as("testuser").as("otheruser");
      assertEquals(2, received.size());
      String published = new Browser(proxy).get(KeySetEndpoint.PATH).body();
      JsonObject first = verified(token(0), published);
      JsonObject second = verified(token(1), published);
      assertEquals("testuser", first.getString("sub"));
      assertEquals("urn:app", first.getString("aud"));
      assertEquals(first.getString("sid"), second.getString("sid"));
      assertNotEquals(first.getString("jti"), second.getString("jti"));
    }
  }

  @Test
  void aServerThatDoesNotAcceptItIsNamedAndTheLoginEndsAllTheSame() throws Exception {
    status = 400;
    String nobody = "http://127.0.0.1:" + LoopbackPorts.closed() + "/";
    try (RunningProxy proxy =
        proxy("--backchannel-logout=" + address(), "--backchannel-logout=" + nobody)) {
      Browser browser = new Browser(proxy).as("testuser");
      assertEquals(200, browser.post(LoginPages.LOGOUT, "").statusCode());
      assertEquals(401, browser.get("/x").statusCode());
      List<String> lines = proxy.err().lines().sorted().toList();
      assertEquals(
          List.of(
                  "A logout was not accepted: " + address() + " answered with 400",
                  "A logout was not accepted: " + nobody + " did not answer")
              .stream()
              .sorted()
              .toList(),
          lines);
    }
  }

  @Test
  void aServerThatClosesTheConnectionInsteadOfAnAnswerHearsOfTheLogoutOnceMore() throws Exception {
    isClosing = true;
    try (RunningProxy proxy = proxy("--backchannel-logout=" + address())) {
      Browser browser = new Browser(proxy).as("testuser");
      assertEquals(200, browser.post(LoginPages.LOGOUT, "").statusCode());
      String published = new Browser(proxy).get(KeySetEndpoint.PATH).body();
      assertEquals(2, received.size());
      assertNotEquals(
          verified(token(0), published).getString("jti"),
          verified(token(1), published).getString("jti"));
      assertEquals(
          "A logout was not accepted: " + address() + " did not answer", proxy.err().strip());
    }
  }

  @Test
  void anAddressThatIsNoneIsAMistake() {
    MadeKeys keys = MadeKeys.in(folder);
    List<String> command = new ArrayList<>(keys.signWith("proxy"));
    command.add("--users=" + RunningProxy.users(folder));
    command.add("--junction=/=http://127.0.0.1:1");
    Run run = Run.of(command, "--backchannel-logout=ldap://x");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().contains("--backchannel-logout: 'ldap://x' is no http or https address"),
        run.err());
  }
}
