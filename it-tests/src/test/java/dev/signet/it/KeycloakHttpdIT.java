package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The recipe for Keycloak with Apache httpd, file by file, in front of SubjectDumper. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
@Tag("real-parts")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KeycloakHttpdIT {
  private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static @Nullable Keycloak keycloak;
  private static @Nullable Httpd httpd;

  @BeforeAll
  static void requireHttpd() {
    RealPart.require(
        "apache2 libapache2-mod-auth-openidc",
        "/usr/sbin/apache2",
        Httpd.MODULES + "mod_auth_openidc.so");
  }

  @Deployment(name = "httpd", testable = false)
  static WebArchive behindHttpd() {
    requireHttpd();
    int port = ChildProcess.freePort();
    Keycloak provider = Keycloak.start(URI.create("https://localhost:" + port));
    keycloak = provider;
    httpd = Httpd.start(port, provider, "/behind-httpd");
    provider.awaitReady();
    Path folder = Keycloak.folder();
    ServerCertificate.writeTrustStore(folder.resolve("idp-ca.p12"));
    Path settings =
        RecipeFile.of("keycloak-httpd", "signet.json")
            .with("https://idp.example.com", provider.uri())
            .with(
                "\"jwkTrustStoreRef\"",
                "\"jwkMinRefreshInterval\": 1, \"jwkUnknownKidInterval\": 1, \"jwkTrustStoreRef\"")
            .writeTo(folder);
    return Dumper.under("/behind-httpd", settings);
  }

  @AfterAll
  static void stop() {
    if (httpd != null) {
      httpd.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static URI app(String path) {
    return Objects.requireNonNull(httpd).uri().resolve("/app" + path);
  }

  private static Answer get(TrustingClient browser, String path, String... headers) {
    return browser.get(app(path), headers);
  }

  /** A browser that went through Keycloak's own login page. */
  private static TrustingClient logIn(String user) {
    TrustingClient browser = new TrustingClient();
    Answer form = get(browser, "/whoami.jsp", "Accept", "text/html");
    Matcher action = LOGIN_FORM.matcher(form.body());
    assertTrue(action.find(), "no login page: " + form.status());
    URI address = URI.create(action.group(1).replace("&amp;", "&"));
    String password = user.replace("user", "pass");
    Answer back =
        browser.post(address, "username=" + user + "&password=" + password, "Accept", "text/html");
    assertEquals(200, back.status());
    return browser;
  }

  @Test
  void whoMaySeeWhat() {
    TrustingClient testuser = logIn("testuser");
    TrustingClient otheruser = logIn("otheruser");
    new PagesByUser(
            path -> get(new TrustingClient(), path, "Accept", "application/json").status(),
            path -> get(testuser, path).status(),
            path -> get(otheruser, path).status())
        .check("keycloak-httpd");
  }

  @Test
  void theServerKnowsUserGroupsAndRealm() {
    JsonObject dump = get(logIn("testuser"), "/dump.jsp", "Accept", "application/json").json();
    assertEquals("testuser", dump.getJsonObject("identity").getString("name"));
    assertEquals("user:defaultRealm/testuser", dump.getString("accessId"));
    assertEquals("[\"group:defaultRealm/groupa\"]", dump.getJsonArray("groupAccessIds").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jwt", "JWT", "Jwt", "jwt-segments", "jwt-1", "iv-user", "OIDC_access_token"})
  void whatAClientSaysAboutItselfChangesNothing(String header) {
    TrustingClient testuser = logIn("testuser");
    String forged = Tokens.good().claim("sub", "otheruser").groups("groupb").text();
    Answer dump =
        get(testuser, "/dump.jsp", "Accept", "application/json", header, forged, header, "x");
    assertEquals(200, dump.status());
    assertEquals("testuser", dump.json().getJsonObject("identity").getString("name"));
    assertEquals(403, get(testuser, "/roleb/whoami.jsp", header, forged).status());
    List<String> arrived =
        Dumper.headersSeen(
            get(
                new TrustingClient(),
                "/dumpHeaders.jsp",
                "Accept",
                "application/json",
                header,
                forged,
                "X-Witness",
                "a"));
    assertTrue(arrived.contains("x-witness"), arrived.toString());
    assertFalse(
        arrived.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith("OIDC"),
        arrived.toString());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noRequestFailsWhileKeycloaksKeyIsRolled() {
    Keycloak provider = Objects.requireNonNull(keycloak);
    List<TrustingClient> users = new ArrayList<>(List.of(logIn("testuser"), logIn("otheruser")));
    List<Integer> failures = new ArrayList<>();
    int requests = 0;
    long before = provider.publishedKeys();
    for (int second = 0; second < 20; second++) {
      long end = System.nanoTime() + 1_000_000_000L;
      if (second == 5) {
        provider.rollKey();
        assertEquals(before + 1, provider.publishedKeys());
      }
      if (second == 6 || second == 12) {
        users.add(logIn("testuser"));
      }
      while (System.nanoTime() < end) {
        for (TrustingClient user : users) {
          int status = get(user, "/whoami.jsp").status();
          requests++;
          if (status != 200) {
            failures.add(status);
          }
        }
      }
    }
    System.out.printf("keycloak key roll: %d requests, %d failed%n", requests, failures.size());
    assertEquals(List.of(), failures);
  }
}
