package dev.signet.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Signet itself makes of the kit's tokens and of its settings. */
final class TestIssuerTest {
  private static final TestIssuer ISSUER = TestIssuer.start();

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  private static String refusal(TestIssuer issuer, TestToken token) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> issuer.principal(token)).getMessage());
  }

  @Test
  void aTokenIsTheUserThatItNames() {
    JwtPrincipal caller = ISSUER.principal(ISSUER.token("testuser", "groupa", "groupb"));
    assertEquals("testuser", caller.getName());
    assertEquals(List.of("groupa", "groupb"), caller.groups());
    assertEquals("defaultRealm", caller.realm());
    assertEquals(Optional.of("https://issuer.signet.test"), caller.stringClaim("iss"));
    assertEquals(Optional.of("urn:signet-test"), caller.stringClaim("aud"));
  }

  @Test
  void everyKindOfClaimArrives() {
    JwtPrincipal caller =
        ISSUER.principal(
            ISSUER
                .token("testuser")
                .claim("text", "ü\"\\")
                .claim("number", 3)
                .claim("truth", true)
                .claim("array", List.of("a", 1))
                .claim("object", Map.of("inner", "value"))
                .claim("nothing", null));
    assertEquals(Optional.of("ü\"\\"), caller.stringClaim("text"));
    assertEquals(3, caller.numberClaim("number").orElseThrow().intValue());
    assertEquals(Optional.of(true), caller.booleanClaim("truth"));
    assertEquals(2, caller.arrayClaim("array").orElseThrow().size());
    assertEquals(Optional.of(Map.of("inner", "value")), caller.objectClaim("object"));
    assertTrue(caller.claims().containsKey("nothing"));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        refused("SIGNET-202: the token's issuer is not trusted", t -> t.issuer("https://other")),
        refused("SIGNET-201: the token has no issuer (iss)", t -> t.without("iss")),
        refused(
            "SIGNET-301: the token's signature algorithm (alg) is not allowed",
            TestToken::unsigned),
        refused(
            "SIGNET-304: no key of the issuer matches the token's kid and alg",
            t -> t.header("kid", "x")),
        refused("SIGNET-305: the token's signature is invalid", TestToken::signedByAnotherKey),
        refused("SIGNET-405: the token has expired", TestToken::expired),
        refused(
            "SIGNET-403: the token's audience (aud) is not accepted", t -> t.audience("urn:other")),
        refused("SIGNET-4", t -> t.expiresIn(Duration.ofHours(3))),
        refused("SIGNET-", t -> t.without("sub")));
  }

  private static Arguments refused(String refusal, UnaryOperator<TestToken> change) {
    return Arguments.of(refusal, change);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aTokenThatIsWrongInOnePointIsRefused(String refusal, UnaryOperator<TestToken> change) {
    String message = refusal(ISSUER, change.apply(ISSUER.token("testuser", "groupa")));
    assertTrue(message.startsWith("Signet refuses the token, " + refusal), message);
  }

  @Test
  void aChangeIsAnotherTokenAndTheFirstStaysGood() {
    TestToken good = ISSUER.token("testuser", "groupa");
    TestToken other = good.groups("groupb").claim("level", 3);
    assertEquals(List.of("groupb"), ISSUER.principal(other).groups());
    assertEquals(List.of("groupa"), ISSUER.principal(good).groups());
    assertNotEquals(good.text(), good.text());
  }

  @Test
  void theTokenOfAnotherIssuerOfTheKitIsRefused() {
    try (TestIssuer other = TestIssuer.start()) {
      String message = refusal(ISSUER, other.token("testuser"));
      assertTrue(message.contains("SIGNET-304"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
      })
  void everyAlgorithmSignsAndAnImpostorIsRefused(String algorithm) {
    try (TestIssuer issuer = TestIssuer.start(Map.of("signatureAlgorithm", algorithm))) {
      assertEquals("testuser", issuer.principal(issuer.token("testuser")).getName());
      String message = refusal(issuer, issuer.token("testuser").signedByAnotherKey());
      assertTrue(message.contains("SIGNET-305"), message);
    }
  }

  @Test
  void theTokensFollowTheSettings() {
    Map<String, Object> settings =
        Map.of(
            "headerName", "Authorization",
            "audiences", List.of("urn:one", "urn:two"),
            "issuerIdentifier", "https://idp.example.com",
            "realmName", "bank",
            "userIdentifier", "person.name",
            "groupIdentifier", "realm_access.roles");
    try (TestIssuer issuer = TestIssuer.start(settings)) {
      TestToken token = issuer.token("testuser", "groupa");
      JwtPrincipal caller = issuer.principal(token);
      assertEquals("testuser", caller.getName());
      assertEquals(List.of("groupa"), caller.groups());
      assertEquals("bank", caller.realm());
      assertEquals(Optional.of("https://idp.example.com"), caller.stringClaim("iss"));
      assertEquals(Optional.of(Map.of("name", "testuser")), caller.objectClaim("person"));
      assertEquals("Authorization", token.headerName());
      assertTrue(token.headerValue().startsWith("Bearer ey"));
      assertEquals(List.of("groupb"), issuer.principal(token.groups("groupb")).groups());
    }
  }

  @Test
  void wrongSettingsAreRefusedWithEveryMistake() {
    String unknown =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TestIssuer.start(Map.of("realmNam", "bank", "clockSkew", "soon")))
                .getMessage());
    assertTrue(unknown.startsWith("signet-test has 2 mistakes:"), unknown);
    String ofTheKit =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TestIssuer.start(Map.of("jwkEndpointUrl", "https://keys.example.com")))
                .getMessage());
    assertEquals("jwkEndpointUrl: is set by signet-test", ofTheKit);
    assertThrows(
        IllegalArgumentException.class,
        () -> TestIssuer.start(Map.of("signatureAlgorithm", "HS256")));
  }

  @Test
  void ofSeveralUserClaimsTheFirstIsSetAndAQuotedNameIsOneStepOfAPath() {
    Map<String, Object> settings =
        Map.of(
            "userIdentifier",
            List.of("upn", "sub"),
            "groupIdentifier",
            "\"https://idp.example.com/access\".roles");
    try (TestIssuer issuer = TestIssuer.start(settings)) {
      JwtPrincipal caller = issuer.principal(issuer.token("testuser", "groupa"));
      assertEquals("testuser", caller.getName());
      assertEquals(Optional.of("testuser"), caller.stringClaim("upn"));
      assertEquals(Optional.empty(), caller.stringClaim("sub"));
      assertEquals(List.of("groupa"), caller.groups());
    }
  }

  @Test
  void signetTakesTheWrittenSettingsAsTheyAre(@TempDir Path folder) throws Exception {
    Path file = ISSUER.writeSettings(folder.resolve("conf").resolve("signet.json"));
    SignetConfig config = SignetConfig.load(file);
    assertEquals(
        List.of("https://issuer.signet.test"),
        config.issuers().stream().map(IssuerConfig::issuerIdentifier).toList());
    assertEquals(ISSUER.settings(), Files.readString(file));
    assertTrue(Files.readString(file).startsWith("// For tests, never for production"));
    try (Stream<Path> files = Files.list(folder.resolve("conf"))) {
      assertEquals(List.of(file), files.toList());
    }
    try (TestIssuer other = TestIssuer.start()) {
      assertEquals(file, other.writeSettings(file));
      assertEquals(other.settings(), Files.readString(file));
    }
  }

  private static HttpResponse<String> ask(String method, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(ISSUER.keySet().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void theKeySetHasThePublicKeyAlone() throws Exception {
    HttpResponse<String> keys = ask("GET", "/jwks");
    assertEquals(200, keys.statusCode());
    assertTrue(keys.body().contains("\"kty\":\"RSA\""));
    assertFalse(keys.body().matches("(?s).*\"(d|p|q|dp|dq|qi)\":.*"), keys.body());
    assertEquals(200, ask("HEAD", "/jwks").statusCode());
    assertEquals(404, ask("POST", "/jwks").statusCode());
    assertEquals(404, ask("GET", "/").statusCode());
  }

  @Test
  void noOtherMachineReachesTheKeySet() throws Exception {
    URI keys = ISSUER.keySet();
    assertEquals("127.0.0.1", keys.getHost());
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address :
          network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
        assertThrows(ConnectException.class, () -> new Socket(address, keys.getPort()).close());
      }
    }
  }

  @Test
  void aClosedIssuerServesNoKey() {
    TestIssuer issuer = TestIssuer.start();
    assertEquals("testuser", issuer.principal(issuer.token("testuser")).getName());
    issuer.close();
    issuer.close();
    assertThrows(
        ConnectException.class,
        () -> new Socket(InetAddress.getLoopbackAddress(), issuer.keySet().getPort()).close());
    assertThrows(IllegalStateException.class, () -> issuer.principal(issuer.token("testuser")));
  }

  @Test
  void nothingThatIsPrintedHasAKeyOrAToken() {
    TestToken token = ISSUER.token("testuser", "groupa");
    assertEquals("TestToken[RS256]", token.toString());
    assertEquals("TestIssuer[" + ISSUER.keySet() + "]", ISSUER.toString());
  }
}
