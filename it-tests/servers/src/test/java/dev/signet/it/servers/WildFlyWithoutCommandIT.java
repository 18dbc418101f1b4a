package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Applications with {@code signet-wildfly} in a security domain for which the recipe's command has
 * not been run.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = "wildfly.*")
class WildFlyWithoutCommandIT {
  private static final Site SITE = new Site("/without-command");
  private static final Site OWN = new Site("/own-form");
  private static final String FORM =
      """
      <login-config>
        <auth-method>FORM</auth-method>
        <form-login-config>
          <form-login-page>/open/login.txt</form-login-page>
          <form-error-page>/open/login.txt</form-error-page>
        </form-login-config>
      </login-config>
      """;

  @Deployment(name = "without", testable = false)
  static WebArchive without() {
    return asItComes(Wars.plain("without-command"));
  }

  /** With the mechanism, which WildFly's own Jakarta Security calls. */
  @Deployment(name = "mechanism", testable = false)
  static WebArchive mechanism() {
    return asItComes(Wars.withMechanism("mechanism-without"));
  }

  /** Signet does not serve it. */
  @Deployment(name = "own", testable = false)
  static WebArchive own() throws IOException {
    String settings =
        Files.readString(Matrix.documentation().resolve("signet.json"))
            .replaceFirst("\\{", "{ \"excludedApplications\": \"/own-form\", ");
    WebArchive application = Wars.configured("own-form", settings);
    String webXml;
    try (InputStream text = application.get("WEB-INF/web.xml").getAsset().openStream()) {
      webXml = new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
    return asItComes(
        application
            .addAsWebResource(new StringAsset("the form"), "open/login.txt")
            .setWebXML(new StringAsset(webXml.replaceFirst("<security-constraint>", FORM + "$0"))));
  }

  private static WebArchive asItComes(WebArchive application) {
    return application
        .addAsLibrary(Wars.artifact("signet-wildfly.jar"))
        .addAsWebInfResource(
            new StringAsset(
                "<jboss-web><security-domain>as-it-comes</security-domain></jboss-web>"),
            "jboss-web.xml");
  }

  @Test
  void aCallerWhomTheRealmDoesNotKnowIsTaken() {
    for (Site site : new Site[] {SITE, new Site("/mechanism-without")}) {
      Answer answer = site.get("/rolea/caller?role=RoleA&role=RoleB", Tokens.good());
      assertEquals(
          "name: testuser; class: dev.signet.JwtPrincipal; in RoleA: true; in RoleB: false",
          Site.seen(answer, "name", "class", "in RoleA", "in RoleB"));
      assertEquals(403, site.get("/roleb/caller", Tokens.good()).status());
      assertEquals(401, site.get("/rolea/caller").status());
      int before = site.calls();
      assertEquals(401, site.get("/open/caller", Tokens.expired()).status());
      assertEquals(before, site.calls());
      assertEquals("nobody", site.get("/open/caller").facts().get("name"));
    }
  }

  @Test
  void eachRequestIsItsTokensAndNotThatOfTheSessionBefore() {
    CookieManager browser = new CookieManager();
    assertEquals(200, SITE.getWith(browser, "/any/note?put=mine", Tokens.good()).status());
    Answer next = SITE.getWith(browser, "/any/note", Tokens.good().claim("sub", "he"));
    assertTrue(next.status() == 200 || next.status() == 307, next::toString);
    assertEquals(
        "name: he; note: null",
        Site.seen(
            SITE.getWith(browser, "/any/note", Tokens.good().claim("sub", "he")), "name", "note"));
    assertEquals(401, SITE.getWith(browser, "/any/note").status());
  }

  @Test
  void anApplicationThatSignetLeavesAloneKeepsItsOwnForm() {
    assertEquals("the form", OWN.get("/rolea/caller").body());
    assertEquals("the form", OWN.get("/rolea/caller", Tokens.good()).body());
  }

  @Test
  void theLogHasNoWarningOfIt() throws IOException {
    Path log =
        new WildFlyInstallation().configuration().resolveSibling("log").resolve("server.log");
    assertEquals(
        0,
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("looks callers up in its realm as before"))
            .count());
  }
}
