package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
@EnabledIfSystemProperty(named = "server.id", matches = ".*-soteria")
class UntiedMechanismIT {
  private static final Site SITE = new Site("/untied");
  private static final String VERSION = "version=\"5.0\"";

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    String complete = webXml().replace(VERSION, VERSION + " metadata-complete=\"true\"");
    assertNotEquals(webXml(), complete);
    return Wars.withMechanism("untied").setWebXML(new StringAsset(complete));
  }

  private static String webXml() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(
            UntiedMechanismIT.class.getResourceAsStream("/war/WEB-INF/web.xml"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_bad_token_is_refused_on_an_open_page_and_the_page_does_not_run() {
    int before = SITE.calls();
    assertEquals(401, SITE.get("/open/caller", Tokens.expired()).status());
    assertEquals(before, SITE.calls());
  }

  @Test
  void a_good_token_is_believed() {
    assertEquals(200, SITE.get("/rolea/caller", Tokens.good()).status());
    assertEquals("testuser", SITE.get("/open/caller", Tokens.good()).facts().get("name"));
  }

  @Test
  void without_a_token_a_protected_page_asks_for_one() {
    assertEquals(401, SITE.get("/rolea/caller").status());
  }
}
