package dev.signet.it.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.net.CookieManager;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that have the mechanism of Signet: the same answers as with the module. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class MechanismIT {
  private static final String REALM = "mechanismRealm";

  @Deployment(name = "annotated", testable = false)
  static WebArchive annotated() {
    return Wars.withSignetInside("annotated")
        .addClasses(AnnotatedApplication.class, ContextServlet.class);
  }

  @Deployment(name = "stores", testable = false)
  static WebArchive stores() {
    return Wars.withSignetInside("stores")
        .addClasses(AnnotatedApplication.class, ContextServlet.class, NightShift.class);
  }

  @Deployment(name = "doorkeeper", testable = false)
  static WebArchive doorkeeper() {
    return Wars.withSignetInside("doorkeeper")
        .addClasses(AnnotatedApplication.class, Doorkeeper.class);
  }

  @Deployment(name = "form", testable = false)
  static WebArchive form() {
    Path config =
        Settings.seed().with("inboundPropagation", "supported").writeTo("mechanism-form.json");
    return Wars.withSignetInside("form")
        .addClass(FormApplication.class)
        .addAsWebInfResource(config.toFile(), "supported.json");
  }

  @Deployment(name = "beside-form", testable = false)
  static WebArchive besideForm() {
    return Wars.forRole("beside-form", "clerk");
  }

  @Deployment(name = "claims-injected", testable = false)
  static WebArchive claims() {
    return Wars.withSignetInside("claims-injected")
        .addClasses(AnnotatedApplication.class, ClaimsServlet.class);
  }

  @Deployment(name = "own-login", testable = false)
  static WebArchive ownLogin() {
    return Wars.plain("own-login").addClass(OwnMechanism.class);
  }

  @Deployment(name = "wrong-annotation", testable = false)
  static WebArchive wrong() {
    return Wars.withSignetInside("wrong-annotation").addClass(WrongApplication.class);
  }

  private static Answer ask(String path, Token token) {
    return Http.get(path, "jwt", token.text());
  }

  @Test
  void aGoodTokenIsACallerWithARealm() {
    Answer answer = ask("/annotated/secure/x?role=groupa&role=groupb", Tokens.good());
    assertEquals(200, answer.status());
    assertEquals("testuser", answer.facts().get("name"));
    assertEquals("dev.signet.JwtPrincipal", answer.facts().get("class"));
    assertEquals(REALM, answer.facts().get("realm"));
    assertEquals("[groupa]", answer.facts().get("groups"));
    assertEquals("true", answer.facts().get("in groupa"));
    assertEquals("false", answer.facts().get("in groupb"));
  }

  @Test
  void jakartaSecuritySaysTheSame() {
    Answer answer = ask("/annotated/context/x?role=groupa&role=groupb", Tokens.good());
    assertEquals(200, answer.status());
    assertEquals("testuser", answer.facts().get("caller"));
    assertEquals("1", answer.facts().get("principals"));
    assertEquals("4b1c2e7a-session", answer.facts().get("sess"));
    assertEquals("true", answer.facts().get("in groupa"));
    assertEquals("false", answer.facts().get("in groupb"));
  }

  @Test
  void withoutATokenAProtectedPageIsChallengedAndAnOpenOneIsNobodys() {
    Answer secure = Http.get("/annotated/secure/x");
    assertEquals(401, secure.status());
    assertEquals(List.of(Challenges.plain(REALM)), secure.challenges());
    Answer open = Http.get("/annotated/open/x");
    assertEquals(200, open.status());
    assertEquals("nobody", open.facts().get("name"));
  }

  @Test
  void aCallerWithoutTheRoleIsForbidden() {
    assertEquals(403, ask("/annotated/secure/x", Tokens.good().groups("groupb")).status());
  }

  @Test
  void aRefusedTokenIsRefusedOnAnOpenPageAndTheServletDoesNotRun() {
    String before = Http.get("/annotated/open/calls").body();
    for (String page : List.of("/annotated/open/x", "/annotated/secure/x")) {
      Answer answer = ask(page, Tokens.expired());
      assertEquals(401, answer.status());
      assertEquals(
          List.of(Challenges.invalidToken(REALM, "SIGNET-405: the token has expired")),
          answer.challenges());
    }
    assertEquals(before, Http.get("/annotated/open/calls").body());
  }

  @Test
  void theModuleStepsAside() {
    assertTrue(
        ServerLog.since(0).stream()
            .anyMatch(
                line ->
                    line.contains(
                        "default_host /annotated has a mechanism of Signet: the module steps"
                            + " aside")));
  }

  @Test
  void aStoreOfTheApplicationAddsAGroup() {
    Answer answer = ask("/stores/secure/x?role=nightshift", Tokens.good());
    assertEquals("[groupa, nightshift]", answer.facts().get("groups"));
    Answer context = ask("/stores/context/x?role=nightshift", Tokens.good());
    assertEquals("true", context.facts().get("in nightshift"));
    Answer other = ask("/stores/context/x?role=nightshift", Tokens.good().claim("sub", "other"));
    assertEquals("false", other.facts().get("in nightshift"));
  }

  @Test
  void aHandlerOfTheApplicationDecidesWhoComesIn() {
    Answer let = ask("/doorkeeper/secure/x", Tokens.good().groups().claim("shift", "night"));
    assertEquals(200, let.status());
    assertEquals("[groupa]", let.facts().get("groups"));
    Answer refused = ask("/doorkeeper/open/x", Tokens.good());
    assertEquals(401, refused.status());
    assertEquals(
        List.of(
            Challenges.invalidToken(
                REALM,
                "SIGNET-507: an identity store of the application rejects the token's user")),
        refused.challenges());
  }

  @Test
  void withoutATokenTheFormIsShownAndAFormLoginCounts() {
    CookieManager browser = new CookieManager();
    Answer login = Http.getWith(browser, "/form/secure/x");
    assertEquals(302, login.status());
    assertTrue(login.header("location").get(0).endsWith("/form/open/login"));
    Answer posted =
        Http.postWith(browser, "/form/j_security_check", "j_username=formuser&j_password=formword");
    assertEquals(302, posted.status());
    Answer answer = Http.getWith(browser, "/form/secure/x?role=groupa");
    assertEquals("formuser", answer.facts().get("name"));
    assertEquals("true", answer.facts().get("in groupa"));
    // Liberty keeps to the form's login, so the token's caller is not shown another's page
    String token = Tokens.good().text();
    Answer refused = Http.getWith(browser, "/form/secure/x", "jwt", token);
    assertEquals(401, refused.status());
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "defaultRealm",
                "SIGNET-508: another login of the request takes precedence over the token's"
                    + " user")),
        refused.challenges());
    Answer next = Http.getWith(browser, "/form/secure/x", "jwt", token);
    assertEquals("testuser", next.facts().get("name"));
  }

  @Test
  void aFormLoginOfAnotherApplicationWithoutTheRoleEndsWithOneRefusal() {
    CookieManager browser = new CookieManager();
    Answer unused = Http.getWith(browser, "/form/secure/x");
    Answer posted =
        Http.postWith(browser, "/form/j_security_check", "j_username=formuser&j_password=formword");
    assertEquals(302, posted.status());
    int mark = ServerLog.mark();
    String clerk = Tokens.good().groups("clerk").text();
    Answer refused = Http.getWith(browser, "/beside-form/secure/x", "jwt", clerk);
    assertEquals(401, refused.status());
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "defaultRealm",
                "SIGNET-508: another login of the request takes precedence over the token's"
                    + " user")),
        refused.challenges());
    Answer next = Http.getWith(browser, "/beside-form/secure/x", "jwt", clerk);
    assertEquals(200, next.status());
    assertEquals("testuser", next.facts().get("name"));
    assertTrue(
        ServerLog.since(mark).stream()
            .anyMatch(line -> line.contains("default_host /beside-form answered 401: SIGNET-508")));
  }

  @Test
  void besideAFormABadTokenIsRefusedAndNotPassedOn() {
    Answer answer = ask("/form/secure/x", Tokens.expired());
    assertEquals(401, answer.status());
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", "SIGNET-405: the token has expired")),
        answer.challenges());
    assertEquals(200, ask("/form/secure/x", Tokens.good()).status());
  }

  @Test
  void claimsAreInjectedForEachCaller() {
    Answer answer = ask("/claims-injected/claims/x?groups", Tokens.good());
    assertEquals("testuser", answer.facts().get("caller"));
    assertEquals("4b1c2e7a-session", answer.facts().get("session"));
    assertEquals("[groupa]", answer.facts().get("groups"));
    Answer other = ask("/claims-injected/claims/x", Tokens.good().claim("sub", "other"));
    assertEquals("other", other.facts().get("caller"));
    Answer nobody = Http.get("/claims-injected/claims/x");
    assertEquals("nobody", nobody.facts().get("caller"));
    assertEquals("none", nobody.facts().get("session"));
  }

  @Test
  void aLoginOfTheApplicationsOwnIsNotPassedOverInSilence() {
    assertEquals(401, Http.get("/own-login/any/x?guest").status());
    String warning =
        ServerLog.since(0).stream()
            .filter(line -> line.contains("default_host /own-login has a login of its own"))
            .findFirst()
            .orElse("");
    assertTrue(warning.contains(OwnMechanism.class.getName()), warning);
    assertTrue(warning.contains("excludedApplications"), warning);
  }

  @Test
  void aWrongAnnotationIsToldByItsMembersAndEveryPageAnswers503() {
    String good = Tokens.good().text();
    for (String page : List.of("/open/x", "/secure/x")) {
      assertEquals(503, Http.get("/wrong-annotation" + page).status());
      assertEquals(503, Http.get("/wrong-annotation" + page, "jwt", good).status());
    }
    List<String> log = ServerLog.since(0);
    int head =
        (int)
            log.stream()
                .takeWhile(line -> !line.contains("/wrong-annotation answers 503 until this is"))
                .count();
    assertEquals(
        List.of(
            "  audiences: is missing: a value that \"aud\" must have, or ALL_AUDIENCES to"
                + " accept tokens for any audience",
            "  trustAliasName: exactly one of trustAliasName, publicKeyLocation, jwkEndpointUrl,"
                + " discoveryEndpointUrl, pemEndpointUrl must be set, to say where the key is"),
        log.subList(head + 1, head + 3));
  }
}
