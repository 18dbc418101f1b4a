package dev.signet.it.dumper;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application learns of the caller, wherever in the container it asks. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class SubjectDumperPagesIT {
  private static final List<String> PLAIN = List.of(Challenges.plain("defaultRealm"));

  @Deployment(testable = false)
  static EnterpriseArchive subjectDumper() {
    return Dumper.ear();
  }

  private static Answer get(String path, Token token) {
    return Http.get(path, "jwt", token.text(), "Accept", "application/json");
  }

  private static Answer getHtml(String path, Token token) {
    return Http.get(path, "jwt", token.text(), "Accept", "text/html");
  }

  @Test
  void theIdentityHasARealmAndAccessIds() {
    JsonObject dump = get("/dump.jsp", Tokens.good().groups("groupa", "groupb")).json();
    JsonObject identity = dump.getJsonObject("identity");
    assertAll(
        () -> assertEquals("testuser", identity.getString("name")),
        () -> assertEquals("testuser", identity.getString("remoteUser")),
        () -> assertEquals("testuser", identity.getString("securityName")),
        () -> assertEquals("JWT", identity.getString("authType")),
        () -> assertEquals("dev.signet.JwtPrincipal", identity.getString("className")),
        () -> assertEquals("defaultRealm", dump.getString("realm")),
        () ->
            assertEquals(
                Json.createArrayBuilder(List.of("groupa", "groupb")).build(),
                dump.getJsonArray("groups")),
        () -> assertEquals("user:defaultRealm/testuser", dump.getString("accessId")),
        () ->
            assertEquals(
                Json.createArrayBuilder(
                        List.of("group:defaultRealm/groupa", "group:defaultRealm/groupb"))
                    .build(),
                dump.getJsonArray("groupAccessIds")),
        () ->
            assertEquals(
                Json.createObjectBuilder(Map.of("all", true, "RoleA", true, "RoleB", true)).build(),
                dump.getJsonObject("roles")));
  }

  @Test
  void claimsKeepTheirTypes() {
    Map<String, Object> address = Map.of("city", "Zürich", "lines", List.of("1", 2, true));
    Token token =
        Tokens.good()
            .claim("number", 42)
            .claim("decimal", new BigDecimal("1.5"))
            .claim("yes", true)
            .claim("array", List.of("a", 1, false))
            .claim("address", address);
    JsonObject claims = get("/dump.jsp", token).json().getJsonObject("claims");
    assertEquals(Json.createObjectBuilder(token.claims()).build(), claims);
  }

  @Test
  void markupInAClaimIsShownAndNotRun() {
    String markup = "<script>alert('1')</script>\"&";
    Token token = Tokens.good().claim("nick", markup).groups(markup);
    String html = getHtml("/dump.jsp", token).body();
    assertFalse(html.contains("<script>"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"));
  }

  @Test
  void noPageShowsAnyPartOfTheToken() {
    Token token = Tokens.good().groups("groupa", "groupb");
    for (Page page : Page.values()) {
      String text = token.text();
      for (String accept : List.of("text/html", "application/json")) {
        String body = Http.get(page.path(), "jwt", text, "Accept", accept).body();
        Tokens.tellingParts(text).forEach(part -> assertFalse(body.contains(part), page.path()));
      }
    }
  }

  @Test
  void annotationsGuardRestResources() {
    Token ofA = Tokens.good().groups("groupa");
    assertAll(
        () -> assertEquals("testuser", get("/api/whoami", ofA).json().getString("name")),
        () -> assertEquals(200, get("/api/rolea", ofA).status()),
        () -> assertEquals(403, get("/api/roleb", ofA).status()),
        () -> assertEquals(200, Http.get("/api/open").status()),
        () -> assertEquals(401, Http.get("/api/open", "jwt", Tokens.expired().text()).status()),
        () -> assertEquals(401, Http.get("/api/rolea", "jwt", Tokens.expired().text()).status()));
  }

  @Test
  void aRestResourceForARoleChallengesNobody() {
    Answer answer = Http.get("/api/whoami");
    assertEquals(401, answer.status());
    assertEquals(PLAIN, answer.challenges());
  }

  @Test
  void annotationsGuardEnterpriseBeans() {
    Token ofA = Tokens.good().groups("groupa");
    assertAll(
        () -> assertEquals("testuser", get("/ejb/rolea", ofA).body()),
        () -> assertEquals(403, get("/ejb/roleb", ofA).status()),
        () -> assertEquals(401, Http.get("/ejb/rolea").status()),
        () -> assertEquals(PLAIN, Http.get("/ejb/rolea").challenges()));
  }

  @Test
  void logoutForgetsTheCallerForTheRestOfTheRequestOnly() {
    Token token = Tokens.good();
    String text = token.text();
    Answer answer = Http.get("/logout", "jwt", text);
    assertEquals(200, answer.status());
    assertEquals("{\"after\":null,\"before\":\"testuser\"}", answer.body());
    assertEquals(200, Http.get("/dump.jsp", "jwt", text).status());
  }

  @Test
  void logoutOfNobodyIsNoError() {
    assertEquals("{\"after\":null,\"before\":null}", Http.get("/logout").body());
  }

  @Test
  void theCallerIsKnownBehindAForward() {
    assertEquals("testuser", get("/forward", Tokens.good()).json().getString("name"));
  }

  @Test
  void theCallerIsKnownOnEveryThreadOfAnAsynchronousRequest() {
    assertEquals(
        "{\"afterDispatch\":\"testuser\",\"before\":\"testuser\",\"otherThread\":\"testuser\"}",
        get("/async", Tokens.good()).body());
  }

  @Test
  void theCallerIsKnownToAnErrorPage() {
    Answer answer = get("/error/500", Tokens.good());
    assertEquals(500, answer.status());
    assertEquals("testuser", answer.json().getString("name"));
  }

  @Test
  void theErrorPageOfARoleThatIsMissingKnowsTheCaller() {
    Answer answer = get("/roleb/dump.jsp", Tokens.good());
    assertEquals(403, answer.status());
    assertEquals("testuser", answer.json().getString("name"));
  }

  @Test
  void theErrorPageOfARefusalIsNotServed() {
    for (Page page : Arrays.asList(Page.values())) {
      Answer answer = get(page.path(), Tokens.expired());
      assertEquals(401, answer.status());
      assertFalse(answer.body().contains("testuser"), page.path());
    }
  }

  @Test
  void aPageThatIsNotThereIsNotFoundForNobodyAndRefusedForABadToken() {
    assertEquals(404, Http.get("/nowhere").status());
    assertEquals(404, get("/nowhere", Tokens.good()).status());
    assertEquals(401, get("/nowhere", Tokens.expired()).status());
  }
}
