package dev.signet.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.mechanism.AnnotatedApplication;
import dev.signet.it.mechanism.CallerResource;
import dev.signet.it.mechanism.ResourceApplication;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From claims to name, realm, groups and roles, as the configuration of one application says. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ClaimsIT {
  private static final String REALM = "https://sso.example:8443/realm";

  @Deployment(name = "claims", testable = false)
  static WebArchive claims() {
    Settings settings =
        Settings.seed()
            .with("realmName", REALM)
            .with("userIdentifier", "person.login")
            .with("groupIdentifier", "resource_access.\"client.id\".roles")
            .with("groupToRoles", Map.of("staff", List.of("groupa", "reader")));
    return Wars.configured("claims", settings.writeTo("claims.json"));
  }

  @Deployment(name = "seed", testable = false)
  static WebArchive seed() {
    return Wars.plain("seed");
  }

  @Deployment(name = "resources", testable = false)
  static WebArchive resources() {
    return Wars.withSignetInside("resources")
        .addClasses(AnnotatedApplication.class, ResourceApplication.class, CallerResource.class);
  }

  private static Token withGroups(Object groups) {
    return Tokens.good()
        .claim("person", Map.of("login", "jane"))
        .claim("resource_access", Map.of("client.id", Map.of("roles", groups)));
  }

  private static Answer ask(String path, Token token) {
    return Http.get(path, "jwt", token.text());
  }

  @Test
  void aRealmMayBeAUrlAndNamesMayBeNested() {
    Answer answer = ask("/claims/secure/x", withGroups(List.of("groupa", "groupb")));
    assertEquals(200, answer.status());
    assertEquals("jane", answer.facts().get("name"));
    assertEquals(REALM, answer.facts().get("realm"));
    assertEquals("[groupa, groupb]", answer.facts().get("groups"));
  }

  @Test
  void theRealmStandsInTheChallenge() {
    assertEquals(List.of(Challenges.plain(REALM)), Http.get("/claims/secure/x").challenges());
  }

  @Test
  void oneGroupMayBeAString() {
    assertEquals("[groupa]", ask("/claims/secure/x", withGroups("groupa")).facts().get("groups"));
  }

  @Test
  void aGroupBringsTheRolesOfTheTable() {
    Answer answer =
        ask("/claims/secure/x?role=reader&role=groupa&role=groupb", withGroups("staff"));
    assertEquals(200, answer.status());
    assertEquals("[staff, groupa, reader]", answer.facts().get("groups"));
    assertEquals("true", answer.facts().get("in reader"));
    assertEquals("true", answer.facts().get("in groupa"));
    assertEquals("false", answer.facts().get("in groupb"));
  }

  @Test
  void groupsOfAnotherKindAreRefused() {
    assertEquals(
        List.of(Challenges.invalidToken(REALM, "SIGNET-502: the token's groups are malformed")),
        ask("/claims/open/x", withGroups(List.of("groupa", true))).challenges());
  }

  @Test
  void aTokenWithoutAUserIsRefused() {
    assertEquals(
        List.of(
            Challenges.invalidToken(
                REALM, "SIGNET-501: the token's user name is missing or invalid")),
        ask("/claims/open/x", Tokens.good()).challenges());
  }

  @Test
  void aNameThatWouldForgeALogLineIsRefused() {
    Token token = withGroups("groupa").claim("person", Map.of("login", "jane\nINFO: all is well"));
    assertEquals(
        List.of(
            Challenges.invalidToken(
                REALM, "SIGNET-501: the token's user name is missing or invalid")),
        ask("/claims/open/x", token).challenges());
  }

  @Test
  void namesMayHoldAnyLetter() {
    Token token = Tokens.good().claim("sub", "Jürgen O'Neil/管理 <x>");
    assertEquals("Jürgen O'Neil/管理 <x>", ask("/seed/open/x", token).facts().get("name"));
  }

  @Test
  void oneTokenIsAnotherIdentityInAnotherApplication() {
    String token = withGroups("groupb").text();
    for (int i = 0; i < 3; i++) {
      Map<String, String> claims = Http.get("/claims/any/x", "jwt", token).facts();
      Map<String, String> seed = Http.get("/seed/any/x", "jwt", token).facts();
      assertEquals(List.of("jane", REALM), List.of(claims.get("name"), claims.get("realm")));
      assertEquals(
          List.of("testuser", "defaultRealm"), List.of(seed.get("name"), seed.get("realm")));
    }
  }

  @Test
  void clocksMayDifferByAMinute() {
    Token past = Tokens.good().claim("exp", Tokens.in(Duration.ofSeconds(-20)));
    assertEquals(200, ask("/seed/secure/x", past).status());
    Token future = Tokens.good().claim("nbf", Tokens.in(Duration.ofSeconds(40)));
    assertEquals(200, ask("/seed/secure/x", future).status());
  }

  @Test
  void aRestResourceOfOneRequestMayKeepTheCaller() {
    for (String user : List.of("alice", "bob", "alice")) {
      Answer answer =
          ask("/resources/any/rest/caller", Tokens.good().claim("sub", user).claim("sess", user));
      assertEquals(200, answer.status());
      assertEquals(Map.of("caller", user, "session", user), answer.facts());
    }
  }
}
