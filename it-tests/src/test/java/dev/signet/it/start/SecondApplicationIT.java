package dev.signet.it.start;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that knows nothing of Signet is served because it is on the same server. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class SecondApplicationIT {

  @Deployment(testable = false)
  static WebArchive second() {
    return Wars.plain("second");
  }

  private static int calls() {
    return Integer.parseInt(Http.get("/second/open/calls").body());
  }

  @Test
  void theCallerIsOursAndItsGroupsAreRoles() {
    Token token = Tokens.good().groups("groupa", "groupb");
    Answer answer =
        Http.get("/second/secure/x?role=groupa&role=groupc&role=**", "jwt", token.text());
    assertEquals(200, answer.status());
    assertEquals(
        Map.of(
            "name", "testuser",
            "class", "dev.signet.JwtPrincipal",
            "remoteUser", "testuser",
            "authType", "JWT",
            "realm", "defaultRealm",
            "groups", "[groupa, groupb]",
            "in groupa", "true",
            "in groupc", "false",
            "in **", "true"),
        answer.facts());
  }

  @Test
  void aCallerIsKnownOnOpenPagesToo() {
    Answer answer = Http.get("/second/open/x", "jwt", Tokens.good().text());
    assertEquals("testuser", answer.facts().get("name"));
  }

  @Test
  void nobodyIsNobodyOnOpenPages() {
    Answer answer = Http.get("/second/open/x?role=groupa");
    assertEquals(200, answer.status());
    assertEquals("nobody", answer.facts().get("name"));
    assertEquals("false", answer.facts().get("in groupa"));
  }

  @Test
  void aRefusedRequestNeverRunsTheServlet() {
    int before = calls();
    String expired = Tokens.expired().text();
    String good = Tokens.good().text();
    assertAll(
        () -> assertEquals(401, Http.get("/second/open/x", "jwt", expired).status()),
        () -> assertEquals(401, Http.get("/second/any/x", "jwt", expired).status()),
        () -> assertEquals(401, Http.get("/second/secure/x", "jwt", expired).status()),
        () -> assertEquals(400, Http.get("/second/open/x", "jwt", good, "jwt", good).status()),
        () -> assertEquals(401, Http.get("/second/any/x").status()),
        () -> assertEquals(401, Http.get("/second/secure/x").status()));
    assertEquals(before, calls());
  }

  @Test
  void aCallerWithoutTheRoleNeverRunsTheServlet() {
    int before = calls();
    String token = Tokens.good().groups("groupb").text();
    assertEquals(403, Http.get("/second/secure/x", "jwt", token).status());
    assertEquals(before, calls());
    assertEquals(200, Http.get("/second/any/x", "jwt", token).status());
    assertEquals(before + 1, calls());
  }

  @Test
  void anApplicationThatAsksForTheCallerIsToldOrTheCallerIsChallenged() {
    String path = "/second/open/x?authenticate=yes";
    assertEquals("testuser", Http.get(path, "jwt", Tokens.good().text()).facts().get("name"));
    int before = calls();
    Answer answer = Http.get(path);
    assertEquals(401, answer.status());
    assertEquals(List.of(Challenges.plain("defaultRealm")), answer.challenges());
    assertEquals(before, calls());
  }

  @Test
  void aRefusalIsNotToBeCached() {
    Answer answer = Http.get("/second/open/x", "jwt", Tokens.expired().text());
    assertEquals(List.of("no-store"), answer.header("cache-control"));
  }

  @Test
  void theCallerIsForgottenWithTheRequest() {
    String token = Tokens.good().text();
    assertEquals("testuser", Http.get("/second/open/x", "jwt", token).facts().get("name"));
    assertEquals("nobody", Http.get("/second/open/x").facts().get("name"));
    assertEquals(401, Http.get("/second/any/x").status());
  }

  @Test
  void noSessionAndNoCookieOutlivesTheRequest() {
    Answer answer = Http.get("/second/secure/x", "jwt", Tokens.good().text());
    assertEquals(List.of(), answer.header("set-cookie"));
  }

  @Test
  void twoTokensOfOneUserHaveTheirOwnGroups() {
    String ofA = Tokens.good().groups("groupa").text();
    String ofNone = Tokens.good().without("groups").text();
    for (int i = 0; i < 3; i++) {
      assertEquals(200, Http.get("/second/secure/x", "jwt", ofA).status());
      assertEquals(403, Http.get("/second/secure/x", "jwt", ofNone).status());
    }
  }

  @Test
  void callersAtTheSameTimeAreNotMixedUp() {
    List<String> tokens =
        IntStream.range(0, 40)
            .mapToObj(i -> Tokens.good().claim("sub", "user" + i).text())
            .toList();
    List<Integer> wrong =
        IntStream.range(0, 400)
            .parallel()
            .filter(i -> !nameBehind(tokens.get(i % 40)).equals("user" + i % 40))
            .boxed()
            .toList();
    assertEquals(List.of(), wrong);
  }

  private static String nameBehind(String token) {
    return Http.get("/second/secure/x", "jwt", token).facts().getOrDefault("name", "");
  }
}
