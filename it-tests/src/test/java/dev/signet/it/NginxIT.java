package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    Answer dump =
        getAs("testuser", "/dump.jsp", "Accept", "application/json", header, others, header, "x");
    assertEquals(200, dump.status());
    assertEquals("testuser", dump.json().getJsonObject("identity").getString("name"));
    assertEquals(403, getAs("testuser", "/roleb/whoami.jsp", header, others).status());
    List<String> arrived =
        Dumper.headersSeen(
            get(
                "/dumpHeaders.jsp",
                "Accept",
                "application/json",
                header,
                others,
                "X-Witness",
                "a"));
    assertTrue(arrived.contains("x-witness"), arrived.toString());
    assertFalse(arrived.contains(header.toLowerCase(Locale.ROOT)), arrived.toString());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noRequestFailsWhileTheKeyIsRolled() throws Exception {
    KeyPair next = Keys.newRsa();
    int requests = 0;
    List<Integer> failures = new ArrayList<>();
    Jwks old = Jwks.empty().with("k1", FIRST.getPublic());
    for (int second = 0; second < 20; second++) {
      long end = System.nanoTime() + 1_000_000_000L;
      if (second == 2) {
        nginx().publish(old.with("k2", next.getPublic()));
      }
      if (second == 10) {
        nginx().signWith("k2", next);
      }
      if (second == 15) {
        nginx().publish(Jwks.empty().with("k2", next.getPublic()));
      }
      while (System.nanoTime() < end) {
        int status = getAs("testuser", "/whoami.jsp").status();
        requests++;
        if (status != 200) {
          failures.add(status);
        }
      }
    }
    System.out.printf("nginx key roll: %d requests, %d failed%n", requests, failures.size());
    assertEquals(List.of(), failures);
  }
}
