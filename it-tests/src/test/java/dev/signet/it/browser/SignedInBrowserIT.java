package dev.signet.it.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.server.RealPart;
import dev.signet.it.server.Server;
import dev.signet.it.setup.Wars;
import dev.signet.test.SignedAs;
import dev.signet.test.SignetTest;
import dev.signet.test.TestProxy;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser that cannot send a header itself is the user of each test. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("real-parts")
final class SignedInBrowserIT {
  @RegisterExtension static final TestProxy PROXY = TestProxy.to(Server.http());

  @BeforeAll
  static void requireBrowser() {
    RealPart.require("chromium chromium-driver", Chromium.PROGRAM, Chromium.DRIVER);
  }

  @Deployment(testable = false)
  static WebArchive application() {
    var settings = Server.target().resolve("configurations/browsed-by-test.json");
    return Wars.withSessions("browsed-by-test", SignetTest.issuer().writeSettings(settings));
  }

  private static Chromium open(Chromium browser, String path) {
    return browser.open(PROXY.uri().resolve("/browsed-by-test/" + path));
  }

  @Test
  @SignedAs(user = "testuser", groups = "groupa")
  void theUserOfTheTestIsTheBrowsersAndTheNextUserSeesNothingOfTheSession() {
    try (Chromium browser = Chromium.start("test-proxy")) {
      open(browser, "secure/x").await("name: testuser").await("authType");
      open(browser, "session/x?put=of-the-first").await("note: of-the-first");
      open(browser, "session/x").await("note: of-the-first");

      PROXY.signIn("otheruser", "groupb");
      open(browser, "session/x").await("name: otheruser");
      assertTrue(browser.text().contains("note: no session"), browser.text());
      String refused = open(browser, "secure/x").await("note: no session").text();
      assertFalse(refused.contains("authType"), refused);

      PROXY.signOut();
      open(browser, "open/x").await("name: nobody");
    }
  }
}
