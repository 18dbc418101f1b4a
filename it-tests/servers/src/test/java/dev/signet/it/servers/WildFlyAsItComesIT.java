package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
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

/** An application in a security domain for which the recipe's command has not been run. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = "wildfly.*")
class WildFlyAsItComesIT {
  private static final Site SITE = new Site("/as-it-comes");

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.plain("as-it-comes")
        .addAsWebInfResource(
            new StringAsset(
                "<jboss-web><security-domain>as-it-comes</security-domain></jboss-web>"),
            "jboss-web.xml");
  }

  @Test
  void aCallerWhomWildflyDoesNotKnowIsAnswered503AndTheLogHasTheCommand() throws IOException {
    Answer answer = SITE.get("/open/caller", Tokens.good());
    assertEquals(503, answer.status());
    assertEquals(0, SITE.calls());
    Path log =
        new WildFlyInstallation().configuration().resolveSibling("log").resolve("server.log");
    String line =
        "default-host /as-it-comes answered 503: WildFly takes only callers of its own realm,"
            + " until this is run in jboss-cli.sh:"
            + " /subsystem=undertow/application-security-domain=other:write-attribute("
            + "name=integrated-jaspi,value=false), and then reload";
    assertTrue(Files.readString(log).contains(line), "the log says what to do");
  }

  @Test
  void whoeverHasNoTokenSeesOpenPagesAllTheSame() {
    assertEquals("nobody", SITE.get("/open/caller").facts().get("name"));
    assertEquals(401, SITE.get("/rolea/caller").status());
  }
}
