package dev.signet.it.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application may dress a refusal with a page of its own; it stays a refusal. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ErrorPagesIT {

  @Deployment(name = "dressed", testable = false)
  static WebArchive dressed() {
    return Wars.withErrorPages("dressed", Settings.seed().writeTo("dressed.json"));
  }

  @Deployment(name = "dressed-wrong", testable = false)
  static WebArchive withWrongConfiguration() {
    Settings settings = Settings.seed().without("audiences");
    return Wars.withErrorPages("dressed-wrong", settings.writeTo("dressed-wrong.json"));
  }

  @Deployment(name = "dressed-keyless", testable = false)
  static WebArchive withoutKeys() {
    Settings settings =
        Settings.keyFrom("jwkEndpointUrl", "http://127.0.0.1:1/jwks").with("httpsRequired", false);
    return Wars.withErrorPages("dressed-keyless", settings.writeTo("dressed-keyless.json"));
  }

  @Test
  void theErrorPageOfARefusalKnowsNobodyAndTheChallengeStays() {
    Answer answer = Http.get("/dressed/open/x", "jwt", Tokens.expired().text());
    assertEquals(401, answer.status());
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", "SIGNET-405: the token has expired")),
        answer.challenges());
    assertEquals("nobody", answer.facts().get("name"));
  }

  @Test
  void theErrorPageOfAChallengeKnowsNobody() {
    Answer answer = Http.get("/dressed/secure/x");
    assertEquals(401, answer.status());
    assertEquals(List.of(Challenges.plain("defaultRealm")), answer.challenges());
    assertEquals("nobody", answer.facts().get("name"));
  }

  /** Of a status that is only set, Liberty shows the page for 401 alone. */
  @Test
  void twoTokensAreABadRequestWithoutAPage() {
    String token = Tokens.good().text();
    Answer answer = Http.get("/dressed/open/x", "jwt", token, "jwt", token);
    assertEquals(400, answer.status());
    assertEquals("", answer.body());
    assertEquals(1, answer.challenges().size());
  }

  @Test
  void theErrorPageOfAMissingRoleKnowsTheCaller() {
    String token = Tokens.good().groups("groupb").text();
    Answer answer = Http.get("/dressed/secure/x", "jwt", token);
    assertEquals(403, answer.status());
    assertEquals("testuser", answer.facts().get("name"));
  }

  @Test
  void anErrorPageIsNoWayAroundAWrongConfiguration() {
    Answer answer = Http.get("/dressed-wrong/open/x", "jwt", Tokens.good().text());
    assertEquals(503, answer.status());
  }

  @Test
  void anErrorPageIsNoWayAroundMissingKeys() {
    Answer answer = Http.get("/dressed-keyless/open/x", "jwt", Tokens.good().text());
    assertEquals(503, answer.status());
    assertTrue(answer.header("retry-after").get(0).matches("[1-9][0-9]?"));
  }

  /** One line in ten seconds, and nothing of the server's own: anybody can ask without a token. */
  @Test
  void refusalsThatShowAPageDoNotFillTheLog() {
    int mark = ServerLog.mark();
    for (int i = 0; i < 20; i++) {
      assertEquals(401, Http.get("/dressed/secure/x").status());
      assertEquals(401, Http.get("/dressed/open/x", "jwt", Tokens.tampered()).status());
      assertEquals(400, Http.get("/dressed/open/x", "jwt", "a.b.c", "jwt", "a.b.c").status());
    }
    List<String> lines =
        ServerLog.since(mark).stream().filter(line -> !line.contains(" dev.signet.")).toList();
    assertEquals(
        List.of(), lines.stream().filter(line -> line.contains("Error Page Exception")).toList());
    assertTrue(lines.size() < 10, lines.toString());
  }
}
