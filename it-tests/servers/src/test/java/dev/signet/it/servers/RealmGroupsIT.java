package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
 * Payara and GlassFish give a token's caller the groups of a user of the same name in the realm of
 * the application, unless {@code web.xml} names a realm that they do not have.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.kind", matches = "glassfish")
class RealmGroupsIT {
  private static final Site USUAL = new Site("/usual-realm");
  private static final Site OTHER = new Site("/other-realm");
  private static final String PAGE = "/open/caller?role=RoleA&role=RoleB";

  @Deployment(name = "usual", testable = false)
  static WebArchive usual() {
    return Wars.plain("usual-realm");
  }

  /** As the recipe says. */
  @Deployment(name = "other", testable = false)
  static WebArchive other() throws IOException {
    String login = "<login-config><realm-name>signet</realm-name></login-config>";
    return Wars.plain("other-realm")
        .setWebXML(
            new StringAsset(Wars.webXml().replaceFirst("<security-constraint>", login + "$0")));
  }

  private static String roles(Site site, String user) {
    return Site.seen(
        site.get(PAGE, Tokens.good().claim("sub", user)), "name", "in RoleA", "in RoleB");
  }

  @Test
  void aUserOfTheServersRealmWithTheCallersNameLendsItsGroups() {
    assertEquals(
        "name: localuser; in RoleA: true; in RoleB: true",
        roles(USUAL, GlassFishInstallation.LOCAL_USER));
    assertEquals("name: testuser; in RoleA: true; in RoleB: false", roles(USUAL, "testuser"));
  }

  @Test
  void withARealmThatTheServerDoesNotHaveTheCallerHasTheGroupsOfTheToken() {
    assertEquals(
        "name: localuser; in RoleA: true; in RoleB: false",
        roles(OTHER, GlassFishInstallation.LOCAL_USER));
  }
}
