package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.client.TrustingClient;
import dev.signet.it.dumper.Dumper;
import dev.signet.it.server.RealPart;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import jakarta.json.JsonObject;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe for nginx with njs, file by file, in front of SubjectDumper. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
@Tag("real-parts")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NginxIT {
  private static final KeyPair FIRST = Keys.newRsa();
  private static @Nullable Nginx nginx;

  private final TrustingClient client = new TrustingClient();

  @BeforeAll
  static void requireNginx() {
    RealPart.require(
        "nginx libnginx-mod-http-js",
        "/usr/sbin/nginx",
        "/usr/lib/nginx/modules/ngx_http_js_module.so");
  }

  @Deployment(name = "nginx", testable = false)
  static WebArchive behindNginx() {
    requireNginx();
    Nginx started = Nginx.start("/behind-nginx");
    nginx = started;
    started.publish(Jwks.empty().with("k1", FIRST.getPublic()));
    started.signWith("k1", FIRST);
    return Dumper.under("/behind-nginx", started.settings());
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
  }

  private static Nginx nginx() {
    return Objects.requireNonNull(nginx);
  }

  private Answer get(String path, String... headers) {
    return client.get(nginx().uri().resolve("/app" + path), headers);
  }

  private Answer getAs(String user, String path, String... headers) {
    String credentials = TrustingClient.basic(user, user.replace("user", "pass"));
    return get(
        path,
        Stream.concat(Stream.of("Authorization", credentials), Arrays.stream(headers))
            .toArray(String[]::new));
  }

  @Test
  void whoMaySeeWhat() {
    new PagesByUser(
            path -> get(path).status(),
            path -> getAs("testuser", path).status(),
            path -> getAs("otheruser", path).status())
        .check("nginx");
  }

  @Test
  void theServerKnowsUserGroupsAndRealm() {
    JsonObject dump = getAs("testuser", "/dump.jsp", "Accept", "application/json").json();
    assertEquals("testuser", dump.getJsonObject("identity").getString("name"));
    assertEquals("user:defaultRealm/testuser", dump.getString("accessId"));
    assertEquals("[\"group:defaultRealm/groupa\"]", dump.getJsonArray("groupAccessIds").toString());
  }

  @Test
  void aWrongPasswordGetsNoToken() {
    String wrong = TrustingClient.basic("testuser", "otherpass");
    Answer answer = get("/whoami.jsp", "Authorization", wrong);
    assertEquals(401, answer.status());
    assertEquals(List.of("Basic realm=\"Please log in\""), answer.challenges());
  }

  @Test
  void theTokenServiceCannotBeAskedFromOutside() {
    String right = TrustingClient.basic("testuser", "testpass");
    assertEquals(
        404, client.get(nginx().uri().resolve("/signet/sts"), "Authorization", right).status());
  }

  /** The value is a token that the server would believe: nginx's own, for another user. */
  @ParameterizedTest
  @ValueSource(strings = {"jwt", "JWT", "Jwt", "jwt-segments", "jwt-1", "iv-user"})
  void whatAClientSaysAboutItselfChangesNothing(String header) {
    String others =
        Tokens.good()
            .claim("iss", "https://proxy.example.com")
            .claim("aud", "urn:backend")
            .claim("sub", "otheruser")
            .groups("groupb")
            .signedBy(FIRST, Algorithm.RS256)
            .text();
    assertEquals(200, Http.get("/behind-nginx/roleb/whoami.jsp", "jwt", others).status());
    spoofing().changesNothing(header, others);
    spoofing().doesNotArrive(header, others);
  }

  private Spoofing spoofing() {
    return new Spoofing(
        (path, headers) -> getAs("testuser", path, headers), (path, headers) -> get(path, headers));
  }

  /** On a page for everybody; elsewhere it is the login. */
  @Test
  void thePasswordStaysAtTheProxy() {
    spoofing().doesNotArrive("Authorization", TrustingClient.basic("testuser", "testpass"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"})
  void theWayOfARequestIsTheProxysWord(String header) {
    spoofing().isTheProxysOwn(header);
  }

  @Test
  void aTokenBehindTheBodyDoesNotArrive() {
    Spoofing.ofATrailerDoesNotArrive(nginx().uri().resolve("/app"), "jwt", Tokens.good().text());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noRequestFailsWhileTheKeyIsRolled() {
    KeyPair next = Keys.newRsa();
    Traffic traffic = new Traffic().with(() -> getAs("testuser", "/whoami.jsp").status());
    Jwks old = Jwks.empty().with("k1", FIRST.getPublic());
    traffic.during(Duration.ofSeconds(2));
    nginx().publish(old.with("k2", next.getPublic()));
    traffic.during(Duration.ofSeconds(8));
    nginx().signWith("k2", next);
    traffic.during(Duration.ofSeconds(5));
    nginx().publish(Jwks.empty().with("k2", next.getPublic()));
    traffic.during(Duration.ofSeconds(5));
    traffic.check("nginx");
  }
}
