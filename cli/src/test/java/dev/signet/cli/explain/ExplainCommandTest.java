package dev.signet.cli.explain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Configs;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  private static final String NOW = Tokens.NOW.toString();

  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void configuration() throws Exception {
    TestKeys.pem(
        directory.resolve("signer.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    file = write("\"publicKeyLocation\": \"signer.pem\"");
  }

  private Path write(String key) throws Exception {
    return Files.writeString(
        directory.resolve("signet.json"),
        """
        { "issuers": [
            { "id": "webseal", "headerName": "jwt", "issuerIdentifier": "%s", "audiences": ["urn:app"],
              "signatureAlgorithm": "RS256", "realmName": "corp", %s,
              "groupToRoles": { "staff": ["RoleA"] },
              "authFilter": { "requestPath": { "pattern": "/app/*" } } } ] }
        """
            .formatted(Tokens.ISSUER, key));
  }

  private static Tokens token() {
    return Tokens.good()
        .claim("aud", "urn:app")
        .claim("sub", "kim-of-sales")
        .claim("groups", List.of("staff"));
  }

  private Explained explain(String token, String... options) {
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--at", NOW));
    arguments.addAll(List.of(options));
    return Explained.of(token, arguments);
  }

  @Test
  void anAcceptedTokenHasItsCaller() throws Exception {
    Explained ran = explain(token().compact() + "\n", "--path", "/app/page");
    assertAll(
        () -> assertEquals(0, ran.exitCode(), ran::toString),
        () -> assertTrue(ran.has("accepted by definition webseal"), ran::toString),
        () -> assertTrue(ran.has("  principal  kim-of-sales"), ran::toString),
        () -> assertTrue(ran.has("  id         user:corp/kim-of-sales"), ran::toString),
        () -> assertTrue(ran.has("group:corp/staff"), ran::toString),
        () -> assertTrue(ran.has("  roles      RoleA"), ran::toString),
        () -> assertEquals("", ran.err()));
  }

  @Test
  void aRefusedTokenStopsWhereTheServerStops() throws Exception {
    String token = token().claim("exp", Tokens.NOW.getEpochSecond() - 95).compact();
    Explained ran = explain(token, "--path", "/app/page");
    List<String> lines = ran.out().lines().toList();
    assertAll(
        () -> assertEquals(1, ran.exitCode(), ran::toString),
        () ->
            assertTrue(
                ran.has(
                    "REFUSED  exp                  wanted: in the future, clockSkew 60 s;"
                        + " there: exp 95 s ago"),
                ran::toString),
        () -> assertTrue(lines.contains("SIGNET-405: the token has expired"), ran::toString),
        () -> assertTrue(ran.has("ok       alg, typ, crit"), ran::toString),
        () -> assertFalse(ran.has("signature"), ran::toString),
        () -> assertFalse(ran.has("nbf"), ran::toString));
  }

  @Test
  void aForeignTokenIsRefusedAndTheLastLineSaysWhereItPasses() throws Exception {
    String settings = Files.readString(file).replace("\"jwt\"", "\"Authorization\"");
    String passes = "  an open page counts the token as absent (foreignTokens: pass)";
    String foreign = token().claim("iss", "https://other").compact();
    Files.writeString(file, settings);
    Explained refused = explain(foreign, "--path", "/app/page");
    Files.writeString(file, settings.replaceFirst("\\{", "{ \"foreignTokens\": \"pass\","));
    Explained passed = explain(foreign, "--path", "/app/page");
    assertAll(
        () -> assertEquals(1, passed.exitCode(), passed::toString),
        () -> assertTrue(passed.has("SIGNET-202"), passed::toString),
        () -> assertTrue(passed.out().lines().anyMatch(passes::equals), passed::toString),
        () -> assertFalse(refused.has(passes), refused::toString));
  }

  @Test
  void theValuesOfClaimsAreHiddenUnlessAskedFor() throws Exception {
    String token = token().claim("aud", "urn:of-another").compact();
    Explained hidden = explain(token, "--path", "/app/page");
    Explained shown = explain(token, "--path", "/app/page", "--show-values");
    assertFalse(hidden.has("urn:of-another"), hidden::toString);
    assertFalse(hidden.has("kim-of-sales"), hidden::toString);
    assertTrue(hidden.has("wanted: one of urn:app"), hidden::toString);
    assertTrue(shown.has("there: \"urn:of-another\""), shown::toString);
  }

  @Test
  void theRequestCounts() throws Exception {
    Explained ran = explain(token().compact(), "--path", "/other");
    assertEquals(1, ran.exitCode());
    assertTrue(ran.has("REFUSED  authFilter"), ran::toString);
    assertTrue(ran.has("SIGNET-204"), ran::toString);
  }

  @Test
  void aForgedTokenIsRefusedAtItsSignature() throws Exception {
    Explained ran =
        explain(
            token().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact(),
            "--path",
            "/app/page");
    assertTrue(ran.has("REFUSED  signature"), ran::toString);
    assertFalse(ran.has("aud"), ran::toString);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    Explained ran = explain("hello.world.\u001b[31m");
    assertEquals(1, ran.exitCode());
    assertFalse(ran.has("\u001b"), ran::toString);
  }

  @Test
  void keysThatAreUnavailableLeaveItUndecided() throws Exception {
    String url;
    try (KeyServer server = KeyServer.start()) {
      url = server.url();
    }
    file = write("\"httpsRequired\": false, \"jwkEndpointUrl\": \"" + url + "\"");
    Explained ran = explain(token().compact(), "--path", "/app/page");
    assertEquals(3, ran.exitCode(), ran::toString);
    assertTrue(ran.has("503: "), ran::toString);
  }

  @Test
  void keysBehindAUrlAreFetched() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk(null, TestKeys.RSA.getPublic()));
      file = write("\"httpsRequired\": false, \"jwkEndpointUrl\": \"" + server.url() + "\"");
      Explained ran = explain(token().compact(), "--path", "/app/page");
      assertEquals(0, ran.exitCode(), ran::toString);
    }
  }

  @Test
  void theApplicationSaysWhichPagesOpen() throws Exception {
    Path war = directory.resolve("app.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
      zip.write(
          """
          <web-app>
            <security-constraint>
              <web-resource-collection><url-pattern>/a/*</url-pattern></web-resource-collection>
              <auth-constraint><role-name>RoleA</role-name></auth-constraint>
            </security-constraint>
            <security-constraint>
              <web-resource-collection><url-pattern>/b/*</url-pattern></web-resource-collection>
              <auth-constraint><role-name>RoleB</role-name></auth-constraint>
            </security-constraint>
          </web-app>
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    Explained ran =
        explain(token().compact(), "--path", "/app/page", "--application", war.toString());
    assertTrue(ran.has("roles of the application: RoleA"), ran::toString);
    assertTrue(ran.has("  opens  /a/* (all)"), ran::toString);
    assertTrue(ran.has("  403    /b/* (all)"), ran::toString);
  }

  @Test
  void theSameIsThereForPrograms() throws Exception {
    Explained accepted = explain(token().compact(), "--path", "/app/page", "--json");
    JsonObject json = Json.createReader(new StringReader(accepted.out())).readObject();
    assertEquals("accepted", json.getString("verdict"));
    assertEquals("user:corp/kim-of-sales", json.getString("id"));
    Explained refused = explain(token().without("exp").compact(), "--path", "/app/page", "--json");
    JsonObject why = Json.createReader(new StringReader(refused.out())).readObject();
    assertEquals("SIGNET-404", why.getString("number"));
    JsonObject last = why.getJsonArray("steps").getJsonObject(why.getJsonArray("steps").size() - 1);
    assertEquals("exp refused", last.getString("step") + " " + last.getString("verdict"));
  }

  @Test
  void aRefusalIsFoundByItsReference() throws Exception {
    Path log =
        Files.writeString(
            directory.resolve("messages.log"),
            "before\n[W] /app answered 401: SIGNET-405: the token has expired (ref K7QMZ4XD), x\n");
    Explained ran = explain("", "--ref", "K7QMZ4XD", "--log", log.toString());
    assertEquals(0, ran.exitCode());
    assertEquals(
        "[W] /app answered 401: SIGNET-405: the token has expired (ref K7QMZ4XD), x",
        ran.out().strip());
    Explained none = explain("", "--ref", "AAAABBBB", "--log", log.toString());
    assertEquals(1, none.exitCode());
    assertTrue(none.err().startsWith("signet explain: " + log), none::toString);
    assertEquals(2, explain("", "--ref", "short", "--log", log.toString()).exitCode());
  }

  @Test
  void theDetailsOfARefusalAreThoseOfTheLog() throws Exception {
    String expired = token().claim("exp", Tokens.NOW.getEpochSecond() - 95).compact();
    Explained ran = explain(expired, "--path", "/app/page");
    assertTrue(ran.has("  exp is 95 s ago, clockSkew is 60 s"), ran::toString);
  }

  private static List<String> titles(Explained explained) {
    return explained.steps().stream().map(line -> line.substring(11, 31).strip()).toList();
  }

  @Test
  void aTokenMayComeInPartsAndInAnyHeaderOfTheConfiguration() throws Exception {
    String token = token().compact();
    Explained parts = explain(token, "--path", "/app/page", "--header", "jwt-segments: 3");
    assertEquals(0, parts.exitCode(), parts::toString);
    Explained elsewhere = explain(token, "--path", "/app/page", "--in", "x-token");
    assertEquals(2, elsewhere.exitCode());
    assertEquals(
        "signet explain: Invalid value for option '--in': no definition has a headerName or"
            + " cookieName 'x-token', so the server sees no token there (see signet explain --help)",
        elsewhere.err().strip());
  }

  @Test
  void aBoundTokenIsAcceptedWithTheClientsCertificateAlone() throws Exception {
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    String token = token().claim("cnf", Map.of("x5t#S256", Tokens.base64Url(digest))).compact();
    Path client = Files.write(directory.resolve("client.der"), certificate.getEncoded());
    Explained with =
        explain(token, "--path", "/app/page", "--client-certificate", client.toString());
    assertEquals(0, with.exitCode(), with::toString);
    Explained without = explain(token, "--path", "/app/page");
    assertTrue(without.has("the server has no client certificate for the request"), without.out());
  }

  /** A load balancer's header is looked at before a key is, and a forged one has no good key. */
  @Test
  void noStepIsCalledGoodThatTheServerDoesNotReach() throws Exception {
    Configs.in(directory)
        .issuer("preset", "aws-alb")
        .issuer("signer", "arn:one")
        .issuer("client", "client")
        .without("audiences")
        .load();
    Tokens forged = Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate());
    Explained explained = explain(forged.header("signer", "arn:other").compact());
    assertEquals(
        List.of(
            "token",
            "issuer",
            "header or cookie",
            "authFilter",
            "encryption",
            "alg, typ, crit",
            "preset: header"),
        titles(explained));
  }

  @Test
  void anOpaqueTokenIsInTheHeaderOfTheDefinitionThatAsksAndHasNoSignature() throws Exception {
    try (IntrospectionEndpoint issuer = IntrospectionEndpoint.start()) {
      issuer.says("opaque", "{\"active\":true,\"sub\":\"kim\",\"exp\":4000000000}");
      Configs asked = Configs.in(directory);
      Map<String, ?> local = asked.issuerSettings();
      asked
          .issuer("id", "asked")
          .issuer("headerName", "opaque")
          .issuer("issuerIdentifier", "https://asked.example.com")
          .issuer("validationMethod", "introspect")
          .issuer("validationEndpointUrl", issuer.url())
          .issuer("clientId", IntrospectionEndpoint.CLIENT)
          .issuer("clientSecret", IntrospectionEndpoint.SECRET)
          .issuer("httpsRequired", false)
          .without("publicKeyLocation")
          .without("signatureAlgorithm");
      asked.root("issuers", List.of(local, asked.issuerSettings())).load();
      Explained explained = explain("opaque");
      assertTrue(explained.has("accepted by definition asked"), explained::toString);
      assertEquals(
          List.of("token", "issuer", "header or cookie", "authFilter", "introspection", "aud"),
          titles(explained).subList(0, 6));
      Explained refused = explain("another");
      assertEquals("introspection", titles(refused).get(titles(refused).size() - 1));
    }
  }

  @Test
  void withoutATokenThereIsNothingToExplain() {
    Explained ran = explain("");
    assertEquals(2, ran.exitCode());
    assertEquals(
        "signet explain: standard input has no token (see signet explain --help)",
        ran.err().strip());
  }

  @Test
  void aWrongConfigurationIsAFailure() throws Exception {
    file = Files.writeString(directory.resolve("signet.json"), "{}");
    Explained ran = explain(token().compact());
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().startsWith("signet explain: " + file), ran::toString);
  }
}
