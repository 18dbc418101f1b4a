package dev.signet.it.proxies;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.dumper.Dumper;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.Tokens;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journey from the junction's login page to a role of SubjectDumper. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class JunctionIT {
  private static final String WHOAMI = "/jwtjct/whoami.jsp";
  private static @Nullable JunctionProcess junction;
  private static @Nullable HttpServer behind;

  @Deployment(name = "journey", testable = false)
  static WebArchive journey() {
    JunctionProcess started =
        JunctionProcess.start(
            "/journey",
            "--open=/dumpHeaders.jsp",
            "--junction=/sent=" + startBehind(),
            "--backchannel-logout=" + Server.named("/journey/signet/logout/junction"),
            "--publish-ahead=4",
            "--lifetime=10",
            "--renewal-window=3");
    junction = started;
    Settings settings =
        started
            .settings()
            .with("jwkMinRefreshInterval", 1)
            .with("jwkMaxRefreshInterval", 2)
            .with("jwkUnknownKidInterval", 1)
            .with("maxTokenLifetime", 60)
            .with("backchannelLogoutPath", "/signet/logout/junction")
            .with("backchannelLogoutAudiences", "junction");
    return Dumper.under("/journey", settings.writeTo("journey.json"));
  }

  /** Another server behind, which gives the junction's token away. */
  private static URI startBehind() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] token = exchange.getRequestHeaders().getFirst("jwt").getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
          });
      server.start();
      behind = server;
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    if (behind != null) {
      behind.stop(0);
    }
    if (junction != null) {
      junction.close();
    }
  }

  private static JunctionUser browser() {
    return new JunctionUser(Objects.requireNonNull(junction));
  }

  private static JsonObject identity(JunctionUser user, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Accept", "application/json"));
    Answer answer = user.get("/jwtjct/dump.jsp", all.toArray(String[]::new));
    assertEquals(200, answer.status());
    return answer.json();
  }

  @Test
  void whoMaySeeWhat() {
    JunctionUser testuser = browser().logIn("testuser");
    JunctionUser otheruser = browser().logIn("otheruser");
    new PagesByUser(
            path -> browser().get("/jwtjct" + path).status(),
            path -> testuser.get("/jwtjct" + path).status(),
            path -> otheruser.get("/jwtjct" + path).status())
        .check("junction");
  }

  @Test
  void theServerKnowsUserGroupsAndRealm() {
    JsonObject dump = identity(browser().logIn("testuser"));
    assertEquals("testuser", dump.getJsonObject("identity").getString("name"));
    assertEquals("user:defaultRealm/testuser", dump.getString("accessId"));
    assertEquals("[\"group:defaultRealm/groupa\"]", dump.getJsonArray("groupAccessIds").toString());
  }

  /** The value is a good token of another user: only the junction keeps it out. */
  @ParameterizedTest
  @ValueSource(strings = {"jwt", "JWT", "jwt-segments", "jwt-1", "iv-user", "Authorization"})
  void whatAClientSaysAboutItselfChangesNothing(String header) {
    String others = Tokens.good().claim("sub", "otheruser").groups("groupb").text();
    spoofing().changesNothing(header, others);
    // the junction's own login is a cookie: a client's Authorization is between it and the server
    if (!header.equals("Authorization")) {
      spoofing().doesNotArrive(header, others);
    }
  }

  private static Spoofing spoofing() {
    JunctionUser testuser = browser().logIn("testuser");
    return new Spoofing(
        (path, headers) -> testuser.get("/jwtjct" + path, headers),
        (path, headers) -> browser().get("/jwtjct" + path, headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"})
  void theWayOfARequestIsTheJunctionsWord(String header) {
    spoofing().isTheProxysOwn(header);
  }

  @Test
  void aTokenBehindTheBodyDoesNotArrive() {
    URI base = Objects.requireNonNull(junction).uri().resolve("/jwtjct");
    Spoofing.ofATrailerDoesNotArrive(base, "jwt", Tokens.good().text());
  }

  @Test
  void whoeverLogsInNextIsSomebodyElse() {
    JunctionUser browser = browser().logIn("testuser");
    assertEquals(200, browser.get("/jwtjct/rolea/dump.jsp").status());
    browser.post("/junction/logout", "");
    assertEquals(401, browser.get("/jwtjct/rolea/dump.jsp").status());
    browser.logIn("otheruser");
    assertEquals(403, browser.get("/jwtjct/rolea/dump.jsp").status());
    assertEquals("otheruser", identity(browser).getJsonObject("identity").getString("name"));
  }

  /** Everywhere: a token of the login that was kept is refused. */
  @Test
  void aLogoutEndsTheLoginAtTheServerAsWell() {
    JunctionUser ends = browser().logIn("testuser");
    JunctionUser stays = browser().logIn("testuser");
    String ended = ends.get("/sent/").body();
    String good = stays.get("/sent/").body();
    assertEquals(200, Http.get("/journey/whoami.jsp", "jwt", ended).status());
    ends.post("/junction/logout", "");
    Answer refused = Http.get("/journey/whoami.jsp", "jwt", ended);
    assertEquals(401, refused.status());
    assertTrue(String.join("", refused.challenges()).contains("SIGNET-421"));
    assertEquals(200, Http.get("/journey/whoami.jsp", "jwt", good).status());
  }

  @Test
  void noRequestFailsWhileTheJunctionRollsItsKey() {
    JunctionUser operator = browser().logIn("testuser");
    JunctionUser otheruser = browser().logIn("otheruser");
    Set<String> signers = new LinkedHashSet<>();
    Traffic traffic =
        new Traffic()
            .with(() -> operator.get(WHOAMI).status())
            .with(() -> otheruser.get(WHOAMI).status())
            .with(() -> browser().logIn("testuser").get(WHOAMI).status());
    assertEquals(202, operator.post("/junction/keys/roll", "").status());
    long end = System.nanoTime() + 120_000_000_000L;
    String phase = "published";
    while (!phase.equals("steady") && System.nanoTime() < end) {
      traffic.round();
      JsonObject keys = operator.get("/junction/keys").json();
      signers.add(keys.getString("signing"));
      phase = keys.getString("phase");
    }
    traffic.check("junction");
    assertEquals("steady", phase);
    assertTrue(signers.size() == 2, signers.toString());
  }
}
