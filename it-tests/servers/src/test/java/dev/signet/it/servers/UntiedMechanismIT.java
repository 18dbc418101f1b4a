package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application that has the mechanism, and a web.xml that switches off what ties the mechanism to
 * Tomcat: the module must not rely on it.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = ".*-soteria.*")
class UntiedMechanismIT {
  private static final Site SITE = new Site("/untied");
  private static final String VERSION = "version=\"5.0\"";

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    String complete = Wars.webXml().replace(VERSION, VERSION + " metadata-complete=\"true\"");
    assertNotEquals(Wars.webXml(), complete);
    return Wars.withMechanism("untied").setWebXML(new StringAsset(complete));
  }

  @Test
  void aBadTokenIsRefusedOnAnOpenPageAndThePageDoesNotRun() {
    int before = SITE.calls();
    assertEquals(401, SITE.get("/open/caller", Tokens.expired()).status());
    assertEquals(before, SITE.calls());
  }

  @Test
  void aGoodTokenIsBelieved() {
    assertEquals(200, SITE.get("/rolea/caller", Tokens.good()).status());
    assertEquals("testuser", SITE.get("/open/caller", Tokens.good()).facts().get("name"));
  }

  @Test
  void withoutATokenAProtectedPageAsksForOne() {
    assertEquals(401, SITE.get("/rolea/caller").status());
  }
}
