package dev.signet.junction.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.keys.ServerTls;
import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.EchoServer;
import dev.signet.junction.testing.LoopbackPorts;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.RawRequest;
import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.RunningProxy;
import dev.signet.junction.testing.TrustingClient;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, what goes on to the server behind, and what comes back. */
class ProxyCommandTest {
  private static @Nullable MadeKeys keys;
  private static @Nullable EchoServer server;
  private static @Nullable RunningProxy proxy;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    MadeKeys made = MadeKeys.in(folder);
    EchoServer behind =
        EchoServer.start(
            ServerTls.from(new KeyStoreFile(made.server(), Password.fromFile(made.password()))));
    keys = made;
    server = behind;
    proxy =
        RunningProxy.start(
            made,
            "--junction=/jwtjct=" + behind.uri(),
            "--junction=/deep=" + behind.uri() + "/app",
            "--trust-certificate=" + made.tlsCertificate(),
            "--open=/open.jsp",
            "--open=/public/");
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(proxy).close();
    Objects.requireNonNull(server).close();
  }

  private static Browser browser() {
    return new Browser(Objects.requireNonNull(proxy));
  }

  private static EchoServer server() {
    return Objects.requireNonNull(server);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void itSaysWhatItIsForAndWhereTheJunctionsLead() {
    List<String> greeting = Objects.requireNonNull(proxy).greeting();
    assertEquals("For demonstration and tests, never for production.", greeting.get(0));
    assertEquals("/jwtjct/ leads to " + server().uri(), greeting.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/junction/login", "/nowhere", "/jwtjct/x"})
  void everyPageOfItsOwnSaysWhatItIsForAndLoadsNothingFromElsewhere(String path) {
    HttpResponse<String> page = browser().get(path);
    assertTrue(page.body().contains("For demonstration and tests, never for production."));
    assertFalse(page.body().contains("http"));
    assertTrue(header(page, "content-security-policy").startsWith("default-src 'none'"));
  }

  @Test
  void aBrowserWithoutALoginIsSentToTheLoginPageAndBack() {
    Browser browser = browser();
    HttpResponse<String> away = browser.get("/jwtjct/a%20b?c=d&e=f", "Accept", "text/html,*/*");
    assertEquals(303, away.statusCode());
    assertEquals(
        "/junction/login?to=%2Fjwtjct%2Fa%2520b%3Fc%3Dd%26e%3Df", header(away, "location"));
    HttpResponse<String> form = browser.get(header(away, "location"));
    assertTrue(form.body().contains("value=\"/jwtjct/a%20b?c=d&amp;e=f\""));
    HttpResponse<String> back = browser.logIn("testuser", "testpass", "/jwtjct/a%20b?c=d&e=f");
    assertEquals(303, back.statusCode());
    assertEquals("/jwtjct/a%20b?c=d&e=f", header(back, "location"));
    assertEquals(
        "GET /a%20b?c=d&e=f",
        browser.get("/jwtjct/a%20b?c=d&e=f").body().lines().findFirst().orElse(""));
  }

  @Test
  void aProgramWithoutALoginIsToldSo() {
    assertEquals(401, browser().get("/jwtjct/x").statusCode());
    assertEquals(401, browser().post("/jwtjct/x", "", "Accept", "text/html").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "testuser, wrong",
    "testuser, ''",
    "nobody, testpass",
    "'', ''",
    "TESTUSER, testpass"
  })
  void wrongNamesAndPasswordsAreToldApartByNobody(String user, String password) {
    HttpResponse<String> answer = browser().logIn(user, password, "/");
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("The user's name or the password is wrong."));
    assertEquals("", header(answer, "set-cookie"));
  }

  @Test
  void aPasswordThatBcryptWouldCutIsWrong() {
    assertEquals(401, browser().logIn("testuser", "testpass" + "x".repeat(80), "/").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: a=b"
      })
  void aLoginLeadsToNoOtherSite(String to) {
    HttpResponse<String> answer = browser().logIn("testuser", "testpass", to);
    assertEquals(303, answer.statusCode());
    assertEquals("/", header(answer, "location"));
  }

  @Test
  void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie = header(browser().logIn("testuser", "testpass", "/"), "set-cookie");
    assertTrue(
        cookie.matches("SIGNET-JUNCTION=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax"), cookie);
  }

  @Test
  void everyLoginHasANewSessionAndEndsTheOneBefore() {
    Browser browser = browser().as("testuser");
    String first = browser.cookies().getCookieStore().getCookies().get(0).getValue();
    String sess = browser.claims("/jwtjct/x").getString("sess");
    browser.as("otheruser");
    assertNotEquals(first, browser.cookies().getCookieStore().getCookies().get(0).getValue());
    assertNotEquals(sess, browser.claims("/jwtjct/x").getString("sess"));
    assertEquals(
        401, browser().get("/jwtjct/x", "Cookie", "SIGNET-JUNCTION=" + first).statusCode());
  }

  @Test
  void afterTheLogoutThereIsNoLogin() {
    Browser browser = browser().as("testuser");
    assertEquals(200, browser.post(LoginPages.LOGOUT, "").statusCode());
    assertEquals(401, browser.get("/jwtjct/x").statusCode());
    assertEquals(404, browser.get(LoginPages.LOGOUT).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void anotherSiteCanLogNobodyInOrOut(String header, String value) {
    Browser browser = browser().as("testuser");
    assertEquals(403, browser.logIn("otheruser", "otherpass", "/", header, value).statusCode());
    assertEquals(403, browser.post(LoginPages.LOGOUT, "", header, value).statusCode());
    assertEquals("testuser", browser.claims("/jwtjct/x").getString("sub"));
  }

  @Test
  void theTokenSaysWhoIsLoggedIn() {
    JsonObject claims = browser().as("otheruser").claims("/jwtjct/x");
    assertEquals(Set.of("iss", "sub", "groups", "sess", "iat", "exp"), claims.keySet());
    assertEquals("https://www.myidp.ibm.com", claims.getString("iss"));
    assertEquals("otheruser", claims.getString("sub"));
    assertEquals("[\"groupb\",\"groupc\"]", claims.getJsonArray("groups").toString());
    assertEquals(3600, claims.getInt("exp") - claims.getInt("iat"));
  }

  @Test
  void oneTokenGoesWithAllRequestsOfALogin() {
    Browser browser = browser().as("testuser");
    Set<String> tokens =
        IntStream.range(0, 5)
            .mapToObj(i -> browser.seen("/jwtjct/x", "jwt").get(0))
            .collect(Collectors.toSet());
    assertEquals(1, tokens.size());
    assertNotEquals(tokens, Set.copyOf(browser().as("testuser").seen("/jwtjct/x", "jwt")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jwt",
        "JWT",
        "Jwt",
        "jwt-segments",
        "jwt-1",
        "JWT-12",
        "iv-user",
        "IV-USER",
        "iv-groups",
        "iv-creds",
        "iv_user",
        "X-Forwarded-User",
        "Forwarded",
        "X-Real-IP",
        "Remote-User",
        "X-Forwarded-Ssl",
        "$WSRU"
      })
  void whatAClientSaysAboutIdentityNeverArrives(String name) {
    Browser browser = browser().as("testuser");
    String right = browser.seen("/jwtjct/x", "jwt").get(0);
    HttpResponse<String> answer = browser.get("/jwtjct/x", name, "spoofed", name, "spoofed too");
    assertFalse(answer.body().contains("spoofed"), answer.body());
    assertEquals(List.of(right), browser.seen("/jwtjct/x", "jwt", name, "spoofed"));
    HttpResponse<String> open = browser().get("/jwtjct/open.jsp", name, "spoofed");
    assertEquals(200, open.statusCode());
    assertFalse(open.body().contains("spoofed"), open.body());
  }

  @Test
  void headersThatSayNothingAboutIdentityArrive() {
    Browser browser = browser().as("testuser");
    assertEquals(List.of("b"), browser.seen("/jwtjct/x", "X-Jwt-A", "X-Jwt-A", "b"));
    assertEquals(
        List.of("Bearer x"),
        browser.seen("/jwtjct/x", "Authorization", "Authorization", "Bearer x"));
  }

  @Test
  void theServerBehindLearnsWhoAskedForWhat() {
    Browser browser = browser().as("testuser");
    String own = Objects.requireNonNull(proxy).uri().getAuthority();
    assertEquals(
        List.of("127.0.0.1"),
        browser.seen("/jwtjct/x", "X-Forwarded-For", "X-Forwarded-For", "6.6.6.6"));
    assertEquals(
        List.of("http"),
        browser.seen("/jwtjct/x", "X-Forwarded-Proto", "X-Forwarded-Proto", "https"));
    assertEquals(List.of(own), browser.seen("/jwtjct/x", "X-Forwarded-Host"));
    assertEquals(List.of(server().uri().getAuthority()), browser.seen("/jwtjct/x", "Host"));
  }

  @Test
  void theJunctionsOwnCookieStaysHereAndOthersGoOn() {
    Browser browser = browser().as("testuser");
    assertEquals(List.of(), browser.seen("/jwtjct/x", "Cookie"));
    String id = browser.cookies().getCookieStore().getCookies().get(0).getValue();
    String sent = "a=\"b c\"; SIGNET-JUNCTION=" + id + "; d=e";
    assertEquals(List.of("a=\"b c\"; d=e"), browser().seen("/jwtjct/x", "Cookie", "Cookie", sent));
  }

  @Test
  void openPathsNeedNoLoginAndGetNoToken() {
    assertEquals(200, browser().get("/jwtjct/open.jsp").statusCode());
    assertEquals(200, browser().get("/jwtjct/public/deep/x").statusCode());
    assertEquals(List.of(), browser().as("testuser").seen("/jwtjct/open.jsp", "jwt"));
    assertEquals(401, browser().get("/jwtjct/open.jspx").statusCode());
    assertEquals(401, browser().get("/jwtjct/public").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jwtjct/public/../x", "/jwtjct/public/%2e%2e/x", "/jwtjct/public/..%2fx", "/jwtjct//x",
        "/jwtjct/open.jsp;x", "/jwtjct/public/%5cx", "/jwtjct/./x", "/jwtjct/public/..;/x"
      })
  void aPathThatTwoServersCouldReadDifferentlyIsRefused(String path) throws Exception {
    assertEquals(400, RawRequest.status(Objects.requireNonNull(proxy).uri(), "GET " + path));
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER/next?a=b#c, /jwtjct/next?a=b#c",
    "SERVER, /jwtjct/",
    "SERVER?a=b, /jwtjct/?a=b",
    "/next, /jwtjct/next",
    "/, /jwtjct/",
    "next, next",
    "https://other.example/next, https://other.example/next",
    "https://127.0.0.1:1/next, https://127.0.0.1:1/next",
    "//other.example/next, //other.example/next",
    "http://127.0.0.1/next, http://127.0.0.1/next"
  })
  void aPlaceBehindBecomesAPlaceInFrontAndAnotherOneStays(String told, String expected) {
    String location = told.replace("SERVER", server().uri().toString());
    HttpResponse<String> answer =
        browser()
            .as("testuser")
            .get("/jwtjct/x?header=Location&value=" + location.replace("#", "%23"));
    assertEquals(302, answer.statusCode());
    assertEquals(expected, header(answer, "location"));
  }

  @ParameterizedTest
  @CsvSource({
    "/app/next, /deep/next",
    "/app, /deep/",
    "/apple, /apple",
    "/elsewhere, /elsewhere",
    "/app/, /deep/"
  })
  void aServerWithAPathOfItsOwnIsTranslatedToo(String told, String expected) {
    Browser browser = browser().as("testuser");
    assertTrue(browser.get("/deep/x").body().startsWith("GET /app/x"));
    HttpResponse<String> answer = browser.get("/deep/x?header=Location&value=" + told);
    assertEquals(expected, header(answer, "location"));
  }

  @ParameterizedTest
  @CsvSource({
    "a=b; Path=/; HttpOnly, a=b; Path=/jwtjct/; HttpOnly",
    "a=b; Path=/sub; Secure, a=b; Path=/jwtjct/sub; Secure",
    "a=b; path=/; Domain=example.com, a=b; Path=/jwtjct/",
    "a=b, a=b"
  })
  void aCookieOfTheServerBehindStaysBelowItsJunction(String told, String expected) {
    Browser browser = browser().as("testuser");
    String value = told.replace(" ", "%20").replace(";", "%3B");
    HttpResponse<String> answer = browser.get("/jwtjct/x?header=Set-Cookie&value=" + value);
    assertEquals(expected, header(answer, "set-cookie"));
  }

  @Test
  void theServerBehindCannotReplaceTheJunctionsCookie() {
    Browser browser = browser().as("testuser");
    for (String value : List.of("SIGNET-JUNCTION=x%3B%20Path=/", "SIGNET-JUNCTION%20=x")) {
      assertEquals(
          "", header(browser.get("/jwtjct/x?header=Set-Cookie&value=" + value), "set-cookie"));
    }
  }

  @Test
  void aCookieOfAServerWithAPathOfItsOwnIsTranslatedAsAWholeName() {
    Browser browser = browser().as("testuser");
    String apple = "/deep/x?header=Set-Cookie&value=a=b%3B%20Path=/apple";
    assertEquals("a=b; Path=/deep/apple", header(browser.get(apple), "set-cookie"));
  }

  @Test
  void aJunctionsBarePathGetsItsSlash() {
    HttpResponse<String> answer = browser().get("/jwtjct?a=b");
    assertEquals(308, answer.statusCode());
    assertEquals("/jwtjct/?a=b", header(answer, "location"));
  }

  @Test
  void bodiesAndMethodsGoThrough() {
    HttpResponse<String> answer = browser().as("testuser").post("/jwtjct/form", "a=b".repeat(5000));
    assertTrue(answer.body().startsWith("POST /form"));
    assertTrue(answer.body().endsWith("body: " + "a=b".repeat(5000)));
  }

  @Test
  void anAnswerIsPassedOnWhileItIsWritten() throws Exception {
    Browser browser = browser().as("testuser");
    HttpResponse<InputStream> answer =
        browser
            .client()
            .send(browser.request("/jwtjct/parts").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertEquals("first", lines.readLine());
      server().sendSecondPart();
      assertEquals("second", lines.readLine());
    }
  }

  @Test
  void aRequestOfUnknownLengthIsPassedOn() throws Exception {
    Browser browser = browser().as("testuser");
    var publisher =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {'x', 'y'}));
    HttpResponse<String> answer =
        browser
            .client()
            .send(browser.request("/jwtjct/x").POST(publisher).build(), BodyHandlers.ofString());
    assertTrue(answer.body().endsWith("body: xy"));
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedGetsNothing(@TempDir Path other) throws Exception {
    MadeKeys rogue = MadeKeys.in(other);
    MadeKeys own = Objects.requireNonNull(keys);
    try (RunningProxy wary =
        RunningProxy.start(
            own,
            "--junction=/=" + server().uri(),
            "--trust-certificate=" + rogue.tlsCertificate())) {
      HttpResponse<String> answer = new Browser(wary).as("testuser").get("/x");
      assertEquals(502, answer.statusCode());
      assertTrue(answer.body().contains("does not show the certificate the junction trusts"));
    }
  }

  @Test
  void aServerThatIsDownIsABadGateway() throws Exception {
    try (RunningProxy alone =
        RunningProxy.start(
            Objects.requireNonNull(keys),
            "--junction=/=http://127.0.0.1:" + LoopbackPorts.closed())) {
      assertEquals(502, new Browser(alone).as("testuser").get("/x").statusCode());
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningProxy impatient =
            RunningProxy.start(
                Objects.requireNonNull(keys),
                "--junction=/=http://127.0.0.1:" + silent.getLocalPort(),
                "--server-timeout=1")) {
      HttpResponse<String> answer = new Browser(impatient).as("testuser").get("/x");
      assertEquals(504, answer.statusCode());
      assertTrue(answer.body().contains("did not answer in time"), answer.body());
    }
  }

  @Test
  void everyRequestMayHaveATokenOfItsOwn() throws Exception {
    try (RunningProxy oneTime = variant("--one-time-token", "--header=Authorization")) {
      Browser browser = new Browser(oneTime).as("testuser");
      String first = browser.seen("/x", "Authorization", "Authorization", "Bearer spoofed").get(0);
      String second = browser.seen("/x", "Authorization").get(0);
      assertTrue(first.startsWith("Bearer ey"));
      assertNotEquals(first, second);
    }
  }

  @Test
  void theMappingRuleDecidesOnTheClaims() throws Exception {
    MadeKeys own = Objects.requireNonNull(keys);
    Path rule =
        Files.writeString(
            own.folder().resolve("mapping.json"),
            """
            { "iss": "zOSMF", "sub": "uid=${user},o=bank", "aud": ["urn:a", "urn:b"],
              "roles": { "all": "${groups}" }, "level": "${level}", "absent": "${none}",
              "text": "level ${level} in ${session}", "flag": true }
            """);
    try (RunningProxy mapped = variant("--mapping=" + rule)) {
      JsonObject claims = new Browser(mapped).as("testuser").claims("/x");
      assertEquals("uid=testuser,o=bank", claims.getString("sub"));
      assertEquals("{\"all\":[\"groupa\"]}", claims.getJsonObject("roles").toString());
      assertEquals(3, claims.getInt("level"));
      assertTrue(claims.getString("text").matches("level 3 in [0-9a-f-]{36}"));
      assertFalse(claims.containsKey("absent"));
      assertTrue(claims.getBoolean("flag"));
    }
  }

  private static RunningProxy variant(String... options) throws Exception {
    MadeKeys own = Objects.requireNonNull(keys);
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--junction=/=" + server().uri();
    all[options.length + 1] = "--trust-certificate=" + own.tlsCertificate();
    return RunningProxy.start(own, all);
  }

  @Test
  void overTlsTheCookieIsSecure() throws Exception {
    MadeKeys own = Objects.requireNonNull(keys);
    try (RunningProxy tls = variant("--tls-keystore=" + own.server())) {
      assertEquals("https", tls.uri().getScheme());
      HttpResponse<String> answer = TrustingClient.logIn(tls.uri(), own);
      assertEquals(303, answer.statusCode());
      assertTrue(header(answer, "set-cookie").endsWith("; SameSite=Lax; Secure"));
    }
  }

  private static Run failing(String... options) {
    MadeKeys own = Objects.requireNonNull(keys);
    List<String> all = new ArrayList<>(own.signWith("proxy"));
    all.add("--users=" + RunningProxy.users(own.folder()));
    return Run.of(all, options);
  }

  @Test
  void itListensForOthersOnlyWhenToldSo() {
    failing("--junction=/=https://localhost:1", "--bind=0.0.0.0")
        .isUsageError(
            "proxy", "--bind: other machines can reach 0.0.0.0; --not-only-loopback allows that");
  }

  @ParameterizedTest
  @CsvSource({
    "jwtjct=https://localhost:1, --junction: 'jwtjct' is no path for a junction",
    "/a/=https://localhost:1, --junction: '/a/' is no path for a junction",
    "/junction=https://localhost:1, --junction: '/junction' is no path for a junction",
    "/a=ftp://localhost, --junction: what lies behind /a is no http or https address"
  })
  void aJunctionIsAPathAndAnAddress(String junction, String message) {
    failing("--junction=" + junction).isUsageError("proxy", message);
  }

  @Test
  void aWindowAsLongAsTheLifetimeIsAMistake() {
    failing("--junction=/=https://localhost:1", "--lifetime=60", "--renewal-window=60")
        .isUsageError("proxy", "--renewal-window: a token would be renewed as soon as it is made");
  }
}
