package dev.signet.it.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.client.RawHttp;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.HostileToken.Line;
import jakarta.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One issuer with two networks, a key and a realm for each, users mapped by a table, and tokens
 * that are good for one request.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ChannelIT {
  private static final SigningKey INSIDE = SigningKey.named("inside");
  private static final SigningKey OUTSIDE = SigningKey.named("outside");
  private static final String PAGE = "/channels/any/x";

  @Deployment(name = "channels", testable = false)
  static WebArchive channels() {
    Settings inside = network("inside", INSIDE, "10.1.0.0/16");
    Settings outside = network("outside", OUTSIDE, "127.0.0.1");
    Settings.write("channels-users.csv", "subject,realm,user\ntestuser,inside,IBMUSER\n");
    Settings mapped = inside.with("identityMapping", Map.of("table", "channels-users.csv"));
    Map<String, Object> settings =
        Map.of(
            "trustedProxies", "127.0.0.1", "issuers", List.of(mapped.issuer(), outside.issuer()));
    String text = Json.createObjectBuilder(settings).build().toString();
    return Wars.configured("channels", Settings.write("channels.json", text));
  }

  @Deployment(name = "once", testable = false)
  static WebArchive once() {
    Settings.write("once.pem", pem(INSIDE.keys().getPublic()));
    Settings settings =
        Settings.keyFrom("publicKeyLocation", "once.pem")
            .with("signatureAlgorithm", "ES256")
            .with("tokenReuse", false);
    return Wars.withErrorPages("once", settings.writeTo("once.json"));
  }

  /** Two realms of one issuer: what begins with the rest of the longer one's name is its own. */
  @Deployment(name = "realms", testable = false)
  static WebArchive realms() {
    Settings.write("realms.pem", pem(INSIDE.keys().getPublic()));
    Settings settings =
        Settings.keyFrom("publicKeyLocation", "realms.pem")
            .with("signatureAlgorithm", "ES256")
            .without("realmName")
            .with("realmIdentifier", "realm")
            .with("realms", List.of("corp", "corp/bank", "https://idp.example.com/"))
            .with("groupToRoles", Map.of("clerks", List.of("bank/admins")));
    return Wars.configured("realms", settings.writeTo("realms.json"));
  }

  /** Pages below /any are not for this issuer, and of the rest only one host's. */
  @Deployment(name = "paths", testable = false)
  static WebArchive paths() {
    Settings.write("paths.pem", pem(INSIDE.keys().getPublic()));
    String host = Server.http().getAuthority();
    Settings settings =
        Settings.keyFrom("publicKeyLocation", "paths.pem")
            .with("signatureAlgorithm", "ES256")
            .with(
                "authFilter",
                Map.of(
                    "host", Map.of("name", host + "|localhost", "matchType", "equals"),
                    "webApp", Map.of("name", "/paths", "matchType", "equals"),
                    "requestUrl", Map.of("urlPattern", "/paths/"),
                    "none", Map.of("requestPath", Map.of("pattern", "/paths/any/*"))));
    return Wars.configured("paths", settings.writeTo("paths.json"));
  }

  private static Settings network(String name, SigningKey key, String addresses) {
    Settings.write(name + ".pem", pem(key.keys().getPublic()));
    return Settings.keyFrom("publicKeyLocation", name + ".pem")
        .with("id", name)
        .with("signatureAlgorithm", "ES256")
        .with("realmName", name)
        .with("authFilter", Map.of("remoteAddress", Map.of("ip", addresses)));
  }

  private static String pem(PublicKey key) {
    return Keys.pem("PUBLIC KEY", key.getEncoded());
  }

  private static Answer from(String address, SigningKey key) {
    String token = key.sign(Tokens.good()).text();
    return address.isEmpty()
        ? Http.get(PAGE, "jwt", token)
        : Http.get(PAGE, "jwt", token, "X-Forwarded-For", address);
  }

  private static List<String> refusal(Answer answer) {
    assertEquals(401, answer.status());
    return answer.challenges();
  }

  @Test
  void theNetworkDecidesOnKeyRealmAndUser() {
    Map<String, String> inside = from("10.1.0.2", INSIDE).facts();
    assertEquals(List.of("inside", "IBMUSER"), List.of(inside.get("realm"), inside.get("name")));
    Map<String, String> outside = from("", OUTSIDE).facts();
    assertEquals(
        List.of("outside", "testuser"), List.of(outside.get("realm"), outside.get("name")));
  }

  @Test
  void theKeyOfOneNetworkIsWorthNothingInTheOther() {
    List<String> signature =
        List.of(Challenges.invalidToken("inside", "SIGNET-305: the token's signature is invalid"));
    assertEquals(signature, refusal(from("10.1.0.2", OUTSIDE)));
    assertEquals(signature, refusal(from("", INSIDE)));
  }

  @Test
  void aThirdNetworkIsNobodys() {
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "inside",
                "SIGNET-204: the request does not match the filter of the token's issuer")),
        refusal(from("192.0.2.1", INSIDE)));
  }

  private static Answer ofRealm(String realm, String user, String group) {
    Token token =
        INSIDE.sign(
            Tokens.good()
                .claim("realm", realm)
                .claim("sub", user)
                .groups(group)
                .claim("jti", realm));
    return Http.get("/realms/any/x", "jwt", token.text());
  }

  @Test
  void anIdIsTheLongerRealmsAndNobodyElseHasIt() {
    Map<String, String> user = ofRealm("corp/bank", "user1", "admins").facts();
    assertEquals(List.of("corp/bank", "user1"), List.of(user.get("realm"), user.get("name")));
    List<String> refused =
        List.of(Challenges.invalidToken("corp", "SIGNET-503: the token's realm is not allowed"));
    assertEquals(refused, refusal(ofRealm("corp", "bank/user1", "admins")));
    assertEquals(refused, refusal(ofRealm("corp", "BANK/user1", "admins")));
    assertEquals(refused, refusal(ofRealm("corp", "user1", "bank/admins")));
    assertEquals(refused, refusal(ofRealm("corp", "user1", "clerks")));
    assertEquals(200, ofRealm("corp", "banker/user1", "a/bank/admins").status());
    assertEquals(200, ofRealm("https://idp.example.com/", "user1", "/admins").status());
  }

  /** Liberty's own patterns would not see these, and it would answer 403 in silence. */
  @Test
  void aNameThatLibertyCannotTakeIsRefusedByItsNumber() {
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "corp", "SIGNET-501: the token's user name is missing or invalid")),
        refusal(ofRealm("corp", "UNAUTHENTICATED", "admins")));
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "corp", "SIGNET-501: the token's user name is missing or invalid")),
        refusal(ofRealm("corp", "a\u2028b", "admins")));
    assertEquals(
        List.of(Challenges.invalidToken("corp", "SIGNET-502: the token's groups are malformed")),
        refusal(ofRealm("corp", "user1", "a\u2029b")));
  }

  private static int status(String rawPath) {
    String token = INSIDE.sign(Tokens.good()).text();
    return RawHttp.get(rawPath, List.of(new Line("jwt", token))).map(Answer::status).orElse(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/paths/any/x",
        "/%70aths/any/x",
        "/paths;v=1/any/x",
        "/paths/any;v=1/x",
        "/paths/any/x;jsessionid=1",
        "/x/../paths/any/x",
        "/paths/secure/../any/x",
        "/paths/./any/x",
        "//paths/any/x",
        "/paths//any/x",
        "/paths/%61ny/x",
        "/paths/secure/%2e%2e/any/x",
        "/paths/any%2fx",
        "/paths/any%3bv=1/x",
        "/paths/secure/..;/any/x"
      })
  void noSpellingOfAnExcludedPathGetsAroundTheFilter(String rawPath) {
    assertEquals(200, status("/paths/secure/x"));
    assertNotEquals(200, status(rawPath));
  }

  /** The second request has no Host any more, but :authority. */
  @Test
  void theHostOfHttp2IsKnown() throws Exception {
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(Server.http().resolve("/paths/secure/x"))
            .header("jwt", INSIDE.sign(Tokens.good()).text())
            .build();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response = http2.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(HttpClient.Version.HTTP_2, response.version());
      assertEquals(200, response.statusCode());
    }
  }

  /** Liberty asks a second time for the error page, and for nothing else. */
  @Test
  void aTokenIsGoodForOneRequest() {
    String token = INSIDE.sign(Tokens.good().claim("jti", "of-one-request")).text();
    assertEquals(200, Http.get("/once/secure/x", "jwt", token).status());
    Answer second = Http.get("/once/secure/x", "jwt", token);
    assertEquals(
        List.of(
            Challenges.invalidToken("defaultRealm", "SIGNET-419: the token has been used before")),
        refusal(second));
    String wrongGroup = INSIDE.sign(Tokens.good().groups("groupb").claim("jti", "of-403")).text();
    assertEquals(403, Http.get("/once/secure/x", "jwt", wrongGroup).status());
    assertEquals(401, Http.get("/once/secure/x", "jwt", wrongGroup).status());
  }
}
