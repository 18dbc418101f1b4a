package dev.signet.it.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One token on the pages of several definitions, and in several applications. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class OneTokenIT {
  private static final SigningKey KEY = SigningKey.named("one-token");

  /** Liberty remembers a Subject: each definition's callers have to be its own. */
  @Deployment(name = "realms", testable = false)
  static WebArchive realms() {
    Settings inner =
        settings("inner")
            .with("authFilter", Map.of("requestPath", Map.of("pattern", "/realms/any/*")))
            .with("groupToRoles", Map.of("groupa", List.of("reader")));
    String text =
        Json.createObjectBuilder(
                Map.<String, Object>of(
                    "issuers", List.of(inner.issuer(), settings("outer").issuer())))
            .build()
            .toString();
    return Wars.configured("realms", Settings.write("realms.json", text));
  }

  @Deployment(name = "once-here", testable = false)
  static WebArchive here() {
    return Wars.configured("once-here", once("here"));
  }

  @Deployment(name = "once-there", testable = false)
  static WebArchive there() {
    return Wars.withSignetInside(Wars.configured("once-there", once("there")));
  }

  @Deployment(name = "once-passing", testable = false, managed = false)
  static WebArchive passing() {
    return Wars.withSignetInside(Wars.configured("once-passing", once("passing")));
  }

  private static Settings settings(String realm) {
    Settings.write("one-token.pem", Keys.pem("PUBLIC KEY", KEY.keys().getPublic().getEncoded()));
    return Settings.keyFrom("publicKeyLocation", "one-token.pem")
        .with("id", realm)
        .with("signatureAlgorithm", "ES256")
        .with("realmName", realm);
  }

  private static Path once(String realm) {
    return settings(realm).with("tokenReuse", false).writeTo("once-" + realm + ".json");
  }

  private static List<String> caller(String page, String token) {
    Map<String, String> facts = Http.get(page + "?role=reader", "jwt", token).facts();
    return Stream.of("realm", "name", "groups", "in reader").map(facts::get).toList();
  }

  @Test
  void eachDefinitionsPagesHaveItsRealmAndRolesWhateverPageCameBefore() {
    String token = KEY.sign(Tokens.good()).text();
    for (int i = 0; i < 3; i++) {
      assertEquals(
          List.of("outer", "testuser", "[groupa]", "false"), caller("/realms/open/x", token));
      assertEquals(
          List.of("inner", "testuser", "[groupa, reader]", "true"), caller("/realms/any/x", token));
    }
  }

  private static void assertUsed(String application, String token) {
    Answer answer = Http.get("/once-" + application + "/any/x", "jwt", token);
    assertEquals(401, answer.status());
    assertEquals(
        List.of(Challenges.invalidToken(application, "SIGNET-419: the token has been used before")),
        answer.challenges());
  }

  @Test
  void aTokenThatIsGoodOnceIsGoodInOneApplicationAlone() {
    String first = KEY.sign(Tokens.good()).text();
    assertEquals("here", Http.get("/once-here/any/x", "jwt", first).facts().get("realm"));
    assertUsed("here", first);
    assertUsed("there", first);
    String second = KEY.sign(Tokens.good()).text();
    assertEquals("there", Http.get("/once-there/any/x", "jwt", second).facts().get("realm"));
    assertUsed("there", second);
    assertUsed("here", second);
  }

  @Test
  void anApplicationThatIsDeployedAgainFreesNothing(@ArquillianResource Deployer deployer) {
    String token = KEY.sign(Tokens.good()).text();
    deployer.deploy("once-passing");
    assertEquals("passing", Http.get("/once-passing/any/x", "jwt", token).facts().get("realm"));
    deployer.undeploy("once-passing");
    assertUsed("here", token);
    deployer.deploy("once-passing");
    assertUsed("passing", token);
    deployer.undeploy("once-passing");
  }
}
