package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
                "inside", "SIGNET-204: the token came through another channel than its issuer's")),
        refusal(from("192.0.2.1", INSIDE)));
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
