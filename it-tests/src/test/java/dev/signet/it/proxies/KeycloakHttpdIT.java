package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.client.TrustingClient;
import dev.signet.it.dumper.Dumper;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.RealPart;
import dev.signet.it.server.Server;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.HazelcastMembers;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.ServerCertificate;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
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
  private static final String WHOAMI_DIRECTLY = "/behind-httpd/whoami.jsp";
  private static final String[] JSON = {"Accept", "application/json"};
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(2);
  private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static @Nullable Keycloak keycloak;
  private static @Nullable Httpd httpd;

  /** It has the same application, shares revocations, and Keycloak does not know it. */
  private static @Nullable AnotherServer beside;

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
    Keycloak provider =
        Keycloak.start(URI.create("https://localhost:" + port), Server.named("/behind-httpd"));
    keycloak = provider;
    provider.awaitReady().administrator().allowTokensWithoutABrowser();
    Path folder = Keycloak.folder();
    ServerCertificate.writeTrustStore(folder.resolve("idp-ca.p12"));
    Path settings =
        RecipeFile.of("keycloak-httpd", "signet.json")
            .with("https://idp.example.com", provider.uri())
            .with(
                "\"issuers\": [",
                "\"cache\": " + HazelcastMembers.of(2, folder).settings() + ", \"issuers\": [")
            .with(
                "\"jwkTrustStoreRef\"",
                "\"jwkMinRefreshInterval\": 1, \"jwkMaxRefreshInterval\": 2,"
                    + " \"jwkUnknownKidInterval\": 1, \"jwkTrustStoreRef\"")
            .writeTo(folder);
    WebArchive application = Dumper.under("/behind-httpd", settings);
    Path war = folder.resolve("behind-httpd.war");
    application.as(ZipExporter.class).exportTo(war.toFile(), true);
    AnotherServer second =
        AnotherServer.start(
            "beside-keycloak",
            "<server/>",
            Settings.seed(),
            List.of(war),
            "/behind-httpd/dumpHeaders.jsp");
    beside = second;
    httpd = Httpd.start(port, provider, "/behind-httpd", second.named("/behind-httpd/"));
    return application;
  }

  @AfterAll
  static void stop() {
    if (httpd != null) {
      httpd.close();
    }
    if (beside != null) {
      beside.close();
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
    return logIn(new TrustingClient(), user);
  }

  private static TrustingClient logIn(TrustingClient browser, String user) {
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

  private static KeycloakAdmin administrator() {
    return Objects.requireNonNull(keycloak).administrator();
  }

  private static Spoofing spoofing() {
    TrustingClient testuser = logIn("testuser");
    return new Spoofing(
        (path, headers) -> get(testuser, path, headers),
        (path, headers) -> get(new TrustingClient(), path, headers));
  }

  /** The value is a token that the server does believe: Keycloak's own, for another user. */
  @ParameterizedTest
  @ValueSource(strings = {"jwt", "JWT", "Jwt", "jwt-segments", "jwt-1", "iv-user", "Authorization"})
  void whatAClientSaysAboutItselfChangesNothing(String header) {
    String others = administrator().tokenOf("otheruser");
    assertEquals(200, Http.get("/behind-httpd/roleb/whoami.jsp", "jwt", others).status());
    spoofing().changesNothing(header, others);
    spoofing().doesNotArrive(header, others);
  }

  /** By the names that the module gives to the servers behind, where it is told to. */
  @ParameterizedTest
  @ValueSource(strings = {"OIDC_access_token", "OIDC_CLAIM_sub", "X-Remote-User"})
  void noOtherHeaderTakesThePlaceOfTheToken(String header) {
    spoofing().changesNothing(header, administrator().tokenOf("otheruser"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"})
  void theWayOfARequestIsTheProxysWord(String header) {
    spoofing().isTheProxysOwn(header);
  }

  @Test
  void aTokenBehindTheBodyDoesNotArrive() {
    Spoofing.ofATrailerDoesNotArrive(app(""), "jwt", administrator().tokenOf("otheruser"));
  }

  /** Out at Keycloak too: the next login is asked for a password, and is somebody else. */
  @Test
  void whoeverLogsInNextIsSomebodyElse() {
    TrustingClient browser = logIn("testuser");
    assertEquals(200, get(browser, "/rolea/dump.jsp").status());
    URI out = Objects.requireNonNull(httpd).uri().resolve("/oidc/callback?logout=");
    Answer open = browser.get(URI.create(out + encoded(app("/dumpHeaders.jsp").toString())));
    assertTrue(open.body().contains("dumpHeaders"), open.status() + " " + open.body());
    assertEquals(401, get(browser, "/rolea/dump.jsp", "Accept", "application/json").status());
    logIn(browser, "otheruser");
    assertEquals(403, get(browser, "/rolea/dump.jsp").status());
    assertEquals(200, get(browser, "/roleb/dump.jsp").status());
  }

  /** The proxy knows nothing of it: it is the server behind that refuses the token. */
  @Test
  void anAdministratorOfKeycloakEndsOneSession() {
    TrustingClient stays = logIn("testuser");
    Set<String> others = administrator().sessionsOf("testuser");
    TrustingClient ends = logIn("testuser");
    TrustingClient other = logIn("otheruser");
    assertEquals(200, get(ends, "/whoami.jsp").status());
    administrator().endSessionOf("testuser", others);
    assertEnded(ends);
    assertEquals(200, get(stays, "/whoami.jsp").status());
    assertEquals(200, get(other, "/whoami.jsp").status());
    assertEquals(200, get(logIn("testuser"), "/whoami.jsp").status());
  }

  @Test
  void anAdministratorOfKeycloakEndsEverySessionOfAUser() {
    TrustingClient testuser = logIn("testuser");
    List<TrustingClient> all = List.of(logIn("otheruser"), logIn("otheruser"));
    all.forEach(one -> assertEquals(200, get(one, "/whoami.jsp").status()));
    administrator().endSessionsOf("otheruser");
    all.forEach(KeycloakHttpdIT::assertEnded);
    assertEquals(200, get(testuser, "/whoami.jsp").status());
    assertEquals(200, get(logIn("otheruser"), "/whoami.jsp").status());
  }

  /** Keycloak announces it to one server; the other one gets it from that one. */
  @Test
  void aSessionThatIsEndedAtKeycloakIsOverOnBothServers() {
    Set<String> others = administrator().sessionsOf("testuser");
    TrustingClient browser = logIn("testuser");
    URI page = Objects.requireNonNull(httpd).uri().resolve("/other/whoami.jsp");
    assertEquals(200, browser.get(page).status());
    administrator().endSessionOf("testuser", others);
    long ended = System.nanoTime();
    assertEnded(browser);
    long first = System.nanoTime();
    Answer answer =
        Await.until(ENDED_WITHIN, () -> browser.get(page, JSON), next -> next.status() != 200);
    System.out.printf(
        "ended at Keycloak: refused by the server that it tells after %d ms, by the other one after"
            + " %d ms%n",
        (first - ended) / 1_000_000, (System.nanoTime() - ended) / 1_000_000);
    assertRevoked(answer);
  }

  private static void assertEnded(TrustingClient browser) {
    assertRevoked(get(browser, "/whoami.jsp", JSON));
  }

  private static void assertRevoked(Answer next) {
    assertEquals(401, next.status());
    assertEquals(
        List.of(
            "Bearer realm=\"defaultRealm\", error=\"invalid_token\","
                + " error_description=\"SIGNET-421: the token has been revoked\""),
        next.challenges());
  }

  /**
   * A client that reaches the server reaches the address; without Keycloak's key it ends nothing.
   */
  @Test
  void onlyKeycloaksOwnLogoutTokenCounts() {
    String path = "/behind-httpd/signet/logout/keycloak";
    String token = administrator().tokenOf("testuser");
    Answer answer = new TrustingClient().post(Server.named(path), "logout_token=" + token);
    assertEquals(400, answer.status());
    assertTrue(answer.body().startsWith("{\"error\":\"invalid_request\""), answer.body());
    assertEquals(405, Http.get(path).status());
    assertEquals(200, Http.get(WHOAMI_DIRECTLY, "jwt", token).status());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A login outlives its token and its key; a token that outlives its key does not count. */
  @Test
  @Order(Integer.MAX_VALUE)
  void noRequestFailsWhileKeycloaksKeyIsRolledAndTheOldOneWithdrawn() {
    KeycloakAdmin admin = administrator();
    String old = admin.tokenOf("testuser");
    assertEquals(200, Http.get(WHOAMI_DIRECTLY, "jwt", old).status());
    TrustingClient testuser = logIn("testuser");
    TrustingClient otheruser = logIn("otheruser");
    Traffic traffic =
        new Traffic()
            .with(() -> get(testuser, "/whoami.jsp").status())
            .with(() -> get(otheruser, "/whoami.jsp").status());
    traffic.during(Duration.ofSeconds(3));
    long before = admin.publishedKeys();
    admin.rollKey();
    assertEquals(before + 1, admin.publishedKeys());
    assertNotEquals(KeycloakAdmin.keyId(old), KeycloakAdmin.keyId(admin.tokenOf("testuser")));
    TrustingClient later = logIn("testuser");
    traffic.with(() -> get(later, "/whoami.jsp").status());
    traffic.during(Keycloak.TOKEN_LIFETIME.plusSeconds(1));
    admin.withdrawFirstKey();
    assertEquals(before, admin.publishedKeys());
    traffic.during(Duration.ofSeconds(5));
    traffic.check("keycloak");
    assertEquals(
        401, Await.until(() -> Http.get(WHOAMI_DIRECTLY, "jwt", old).status(), s -> s == 401));
  }
}
