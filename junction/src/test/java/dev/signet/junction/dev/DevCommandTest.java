package dev.signet.junction.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.EchoServer;
import dev.signet.junction.testing.RawRequest;
import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.RunningProxy;
import dev.signet.token.CompactJwt;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose token a request has, which requests get through, and which options are refused. */
class DevCommandTest {
  private static @Nullable EchoServer server;
  private static @Nullable RunningProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    EchoServer behind = EchoServer.start();
    server = behind;
    proxy =
        RunningProxy.startDev(
            "--user=testuser",
            "--group=groupa",
            "--group=groupb",
            "--claim=level=3",
            "--user=otheruser",
            "--group=groupc",
            "--forward=" + behind.uri());
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(proxy).close();
    Objects.requireNonNull(server).close();
  }

  private static RunningProxy proxy() {
    return Objects.requireNonNull(proxy);
  }

  private static Browser browser() {
    return new Browser(proxy());
  }

  @Test
  void itSaysWhatItIsForAndPrintsSettingsThatSignetTakes(@TempDir Path folder) throws Exception {
    List<String> greeting = proxy().greeting();
    assertEquals(
        "For development on this machine, never for production: no request needs a password.",
        greeting.get(0));
    assertEquals(
        "Everything leads to "
            + Objects.requireNonNull(server).uri()
            + " as testuser of groupa, groupb",
        greeting.get(1));
    assertEquals("The server's signet.json:", greeting.get(2));
    int end = greeting.indexOf("Users: " + proxy().uri().resolve("/junction/dev"));
    Path file = Files.write(folder.resolve("signet.json"), greeting.subList(3, end));
    assertEquals("testuser", verified(file, "jwt", browser().seen("/x", "jwt").get(0)).get("sub"));
  }

  /** The claims, as Signet verifies them with these settings. */
  private static Map<String, Object> verified(Path settings, String header, String token)
      throws Exception {
    try (JwtVerifier verifier = JwtVerifier.of(SignetConfig.load(settings), Clock.systemUTC())) {
      CompactJwt found = CompactJwt.of(token, new TokenLocation.Header(header));
      return verifier.verify(found, attribute -> List.of()).claims();
    }
  }

  @Test
  void aClientThatHasChosenNothingIsTheFirstUser() {
    JsonObject claims = browser().claims("/x?a=b");
    assertEquals("testuser", claims.getString("sub"));
    assertEquals("[\"groupa\",\"groupb\"]", claims.getJsonArray("groups").toString());
    assertEquals(3, claims.getInt("level"));
    assertEquals("urn:signet-dev", claims.getString("aud"));
    assertEquals(600, claims.getInt("exp") - claims.getInt("iat"));
    assertEquals(claims.getString("sess"), browser().claims("/").getString("sess"));
  }

  @Test
  void aBrowserBecomesAnotherUserAndNobodyAndOthersStayWhoTheyAre() {
    Browser browser = browser();
    String page = browser.get("/junction/dev").body();
    assertTrue(page.contains("For demonstration and tests, never for production."), page);
    assertTrue(page.contains("<strong>testuser of groupa, groupb</strong>"), page);
    HttpResponse<String> changed = browser.post("/junction/dev", "user=otheruser");
    assertEquals(303, changed.statusCode());
    assertEquals("/junction/dev", changed.headers().firstValue("location").orElse(""));
    JsonObject claims = browser.claims("/x");
    assertEquals("otheruser", claims.getString("sub"));
    assertEquals("[\"groupc\"]", claims.getJsonArray("groups").toString());
    assertFalse(claims.containsKey("level"));
    assertEquals(List.of(), browser.seen("/x", "cookie"));
    assertEquals("testuser", browser().claims("/x").getString("sub"));

    browser.post("/junction/dev", "user=");
    assertEquals(List.of(), browser.seen("/x", "jwt", "jwt", "forged", "iv-user", "forged"));
    assertEquals(List.of(), browser.seen("/x", "iv-user", "iv-user", "forged"));
    assertTrue(browser.get("/junction/dev").body().contains("<strong>nobody, without a token<"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user=stranger", "other=testuser", ""})
  void anUnknownUserChangesNothing(String form) {
    Browser browser = browser();
    assertEquals(400, browser.post("/junction/dev", form).statusCode());
    assertEquals("testuser", browser.claims("/x").getString("sub"));
  }

  @Test
  void aClientsOwnTokenIsReplaced() {
    assertEquals(1, browser().seen("/x", "jwt", "jwt", "forged", "JWT-1", "forged").size());
    assertFalse(browser().get("/x", "jwt", "forged").body().contains("forged"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/junction/login", "/junction/keys", "/junction/x"})
  void thereIsNoLoginPageAndTheServerBehindDoesNotSeeReservedPaths(String path) {
    assertEquals(404, browser().get(path).statusCode());
  }

  @Test
  void ambiguousPathsAreRefused() throws Exception {
    assertEquals(400, RawRequest.status(proxy().uri(), "GET /a/%2e%2e/b"));
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void aPageOfAnotherSiteOrPortGetsNothingAndChangesNoUser(String header, String value) {
    Browser browser = browser();
    for (String path : List.of("/x", "/junction/dev", "/jwks")) {
      HttpResponse<String> read = browser.get(path, header, value);
      assertEquals(403, read.statusCode());
      assertTrue(read.body().contains("A page of another site or port made this request."));
      assertEquals(403, browser.post(path, "user=otheruser", header, value).statusCode());
    }
    assertEquals("testuser", browser.claims("/x").getString("sub"));
  }

  @Test
  void itsOwnPagesATypedAddressAndAFollowedLinkGetThrough() {
    String own = proxy().uri().toString().replaceAll("/$", "");
    String[] followed = {
      "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"
    };
    Browser browser = browser();
    assertEquals(
        200, browser.post("/x", "", "Origin", own, "Sec-Fetch-Site", "same-origin").statusCode());
    assertEquals(200, browser.get("/x", "Sec-Fetch-Site", "none").statusCode());
    assertEquals(200, browser.get("/x", followed).statusCode());
    assertEquals(403, browser.post("/x", "", followed).statusCode());
    followed[5] = "iframe";
    assertEquals(403, browser.get("/x", followed).statusCode());
  }

  private static String firstLine(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy().uri().getPort())) {
      socket.setSoTimeout(60_000);
      String request = "GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:%d",
        "127.0.0.1",
        "localhost.evil:%d",
        "localhost:1"
      })
  void anotherHostNameGetsNothing(String host) throws Exception {
    assertEquals("HTTP/1.1 403 Forbidden", firstLine(host.formatted(proxy().uri().getPort())));
  }

  @Test
  void localhostIsAName() throws Exception {
    assertEquals("HTTP/1.1 200 OK", firstLine("LocalHost:" + proxy().uri().getPort()));
  }

  @Test
  void noOtherMachineReachesIt() throws Exception {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address :
          network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
        assertThrows(
            ConnectException.class, () -> new Socket(address, proxy().uri().getPort()).close());
      }
    }
    Run bind = Run.of("dev", "--user=x", "--forward=http://localhost:1", "--bind=0.0.0.0");
    assertEquals(2, bind.exitCode());
    assertTrue(bind.err().contains("--bind"), bind.err());
  }

  @Test
  void theSettingsAreWrittenInTheOtherHeadersName(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("signet.json");
    try (RunningProxy other =
        RunningProxy.startDev(
            "--user=testuser",
            "--header=Authorization",
            "--issuer=https://idp.example.com",
            "--audience=urn:app",
            "--settings=" + file,
            "--forward=" + Objects.requireNonNull(server).uri())) {
      assertEquals("The server's signet.json is " + file, other.greeting().get(2));
      String token = new Browser(other).seen("/x", "Authorization").get(0);
      assertTrue(token.startsWith("Bearer ey"));
      assertEquals(
          "https://idp.example.com",
          verified(file, "Authorization", token.substring("Bearer ".length())).get("iss"));
    }
    assertTrue(Files.readString(file).startsWith("// For development on this machine, never for"));
  }

  private static Run run(String... options) {
    return Run.of(List.of("dev", "--user=testuser"), options);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com:80, example.com",
    "http://10.1.2.3, 10.1.2.3",
    "http://localhost.example.com, localhost.example.com",
    "http://0.0.0.0:9080, 0.0.0.0"
  })
  void aServerOnAnotherMachineNeedsAnOption(String address, String host) {
    run("--forward=" + address)
        .isUsageError(
            "dev",
            "--forward: the tokens would leave this machine for "
                + host
                + "; --forward-not-only-loopback allows that");
  }

  @Test
  void aServerOnAnotherMachineIsTakenWithTheOption() throws Exception {
    try (RunningProxy other =
        RunningProxy.startDev(
            "--user=testuser", "--forward=http://example.invalid", "--forward-not-only-loopback")) {
      assertEquals(
          "Everything leads to http://example.invalid as testuser, in no group",
          other.greeting().get(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9080", "ftp://localhost", "/x", "http:///x"})
  void anAddressThatIsNoneIsRefused(String address) {
    run("--forward=" + address)
        .isUsageError("dev", "--forward: '" + address + "' is no http or https address");
  }

  @Test
  void mistakesInTheOptionsAreNamed() {
    String here = "--forward=http://localhost:9080";
    run(here, "--user=testuser").isUsageError("dev", "--user: 'testuser' is there twice");
    run(here, "--user= ").isUsageError("dev", "--user: the user's name is empty");
    run(here, "--port=70000").isUsageError("dev", "--port: 70000 is not a port");
    run(here, "--port=9080").isUsageError("dev", "--port: the server behind has 9080");
    run(here, "--claim=sub=\"x\"").isUsageError("dev", "--claim: 'sub' is set by the proxy");
    run(here, "--claim=session=1").isUsageError("dev", "--claim: 'session' is set by the proxy");
    run(here, "--claim=exp=1").isUsageError("dev", "'exp' is set when a token is minted");
    Run.of("dev", here).isUsageError("dev", "Missing required option: '--user=NAME'");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      run("--forward=http://localhost:1", "--port=" + taken.getLocalPort())
          .isFailure(
              "dev",
              "port "
                  + taken.getLocalPort()
                  + " on 127.0.0.1 is taken; choose another with --port");
    }
  }
}
