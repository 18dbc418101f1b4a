package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.mechanism.AnnotatedApplication;
import dev.signet.it.mechanism.ContextServlet;
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

  private static Answer ask(String path, Token token) {
    return Http.get(path, "jwt", token.text());
  }

  @Test
  void aGoodTokenIsACallerWithARealm() {
    Answer answer = ask("/annotated/secure/x?role=groupa&role=groupb", Tokens.good());
    assertEquals(200, answer.status());
    assertEquals("testuser", answer.facts().get("name"));
    assertEquals("dev.signet.container.JwtPrincipal", answer.facts().get("class"));
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
}
