package dev.signet.cli.explain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.Signet;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private record Ran(int exitCode, String out, String err) {
    boolean has(String part) {
      return out.contains(part);
    }
  }

  private Ran explain(String token, String... options) {
    List<String> arguments = new ArrayList<>(List.of("explain", file.toString(), "--at", NOW));
    arguments.addAll(List.of(options));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(token.getBytes(StandardCharsets.UTF_8)));
    try {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exitCode =
          Signet.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
      return new Ran(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void anAcceptedTokenHasItsCaller() throws Exception {
    Ran ran = explain(token().compact() + "\n", "--path", "/app/page");
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
    Ran ran = explain(token, "--path", "/app/page");
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
        () -> assertTrue(ran.has("ok       signature"), ran::toString),
        () -> assertFalse(ran.has("nbf"), ran::toString));
  }

  @Test
  void theValuesOfClaimsAreHiddenUnlessAskedFor() throws Exception {
    String token = token().claim("aud", "urn:of-another").compact();
    Ran hidden = explain(token, "--path", "/app/page");
    Ran shown = explain(token, "--path", "/app/page", "--show-values");
    assertFalse(hidden.has("urn:of-another"), hidden::toString);
    assertFalse(hidden.has("kim-of-sales"), hidden::toString);
    assertTrue(hidden.has("wanted: one of urn:app"), hidden::toString);
    assertTrue(shown.has("there: \"urn:of-another\""), shown::toString);
  }

  @Test
  void theRequestCounts() throws Exception {
    Ran ran = explain(token().compact(), "--path", "/other");
    assertEquals(1, ran.exitCode());
    assertTrue(ran.has("REFUSED  authFilter"), ran::toString);
    assertTrue(ran.has("SIGNET-204"), ran::toString);
  }

  @Test
  void aForgedTokenIsRefusedAtItsSignature() throws Exception {
    Ran ran =
        explain(
            token().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact(),
            "--path",
            "/app/page");
    assertTrue(ran.has("REFUSED  signature"), ran::toString);
    assertFalse(ran.has("aud"), ran::toString);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    Ran ran = explain("hello.world.\u001b[31m");
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
    Ran ran = explain(token().compact(), "--path", "/app/page");
    assertEquals(3, ran.exitCode(), ran::toString);
    assertTrue(ran.has("503: "), ran::toString);
  }

  @Test
  void keysBehindAUrlAreFetched() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk(null, TestKeys.RSA.getPublic()));
      file = write("\"httpsRequired\": false, \"jwkEndpointUrl\": \"" + server.url() + "\"");
      Ran ran = explain(token().compact(), "--path", "/app/page");
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
    Ran ran = explain(token().compact(), "--path", "/app/page", "--application", war.toString());
    assertTrue(ran.has("roles of the application: RoleA"), ran::toString);
    assertTrue(ran.has("  opens  /a/* (all)"), ran::toString);
    assertTrue(ran.has("  403    /b/* (all)"), ran::toString);
  }

  @Test
  void theSameIsThereForPrograms() throws Exception {
    Ran accepted = explain(token().compact(), "--path", "/app/page", "--json");
    JsonObject json = Json.createReader(new StringReader(accepted.out())).readObject();
    assertEquals("accepted", json.getString("verdict"));
    assertEquals("user:corp/kim-of-sales", json.getString("id"));
    Ran refused = explain(token().without("exp").compact(), "--path", "/app/page", "--json");
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
    Ran ran = explain("", "--ref", "K7QMZ4XD", "--log", log.toString());
    assertEquals(0, ran.exitCode());
    assertEquals(
        "[W] /app answered 401: SIGNET-405: the token has expired (ref K7QMZ4XD), x",
        ran.out().strip());
    Ran none = explain("", "--ref", "AAAABBBB", "--log", log.toString());
    assertEquals(1, none.exitCode());
    assertTrue(none.err().startsWith("signet explain: " + log), none::toString);
    assertEquals(2, explain("", "--ref", "short", "--log", log.toString()).exitCode());
  }

  @Test
  void theDetailsOfARefusalAreThoseOfTheLog() throws Exception {
    String expired = token().claim("exp", Tokens.NOW.getEpochSecond() - 95).compact();
    Ran ran = explain(expired, "--path", "/app/page");
    assertTrue(ran.has("  exp is 95 s ago, clockSkew is 60 s"), ran::toString);
  }

  @Test
  void withoutATokenThereIsNothingToExplain() {
    Ran ran = explain("\n");
    assertEquals(2, ran.exitCode());
    assertEquals(
        "signet explain: standard input has no token (see signet explain --help)",
        ran.err().strip());
  }

  @Test
  void aWrongConfigurationIsAFailure() throws Exception {
    file = Files.writeString(directory.resolve("signet.json"), "{}");
    Ran ran = explain(token().compact());
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().startsWith("signet explain: " + file), ran::toString);
  }
}
