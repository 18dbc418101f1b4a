package dev.signet.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.dumper.Dumper;
import dev.signet.it.proxies.JunctionProcess;
import dev.signet.it.server.RealPart;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two people see who use one browser, one after the other. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
@Tag("real-parts")
final class BrowserIT {
  private static @Nullable JunctionProcess junction;

  @BeforeAll
  static void requireBrowser() {
    RealPart.require("chromium chromium-driver", Chromium.PROGRAM, Chromium.DRIVER);
  }

  /** Whichever application is made first needs its address. */
  private static synchronized JunctionProcess junction() {
    requireBrowser();
    JunctionProcess running = junction;
    if (running == null) {
      running =
          JunctionProcess.start(
              "/browsed",
              "--junction=/notes=" + Server.https().resolve("/notes"),
              "--publish-ahead=2",
              "--lifetime=6",
              "--renewal-window=2");
      junction = running;
    }
    return running;
  }

  @Deployment(name = "browsed", testable = false)
  static WebArchive browsed() {
    return Dumper.under("/browsed", settings(junction()).writeTo("browsed.json"));
  }

  @Deployment(name = "notes", testable = false)
  static WebArchive notes() {
    return Wars.withSessions("notes", settings(junction()).writeTo("notes.json"));
  }

  private static Settings settings(JunctionProcess started) {
    return started
        .settings()
        .with("jwkMinRefreshInterval", 1)
        .with("jwkMaxRefreshInterval", 1)
        .with("jwkUnknownKidInterval", 1);
  }

  @AfterAll
  static void stop() {
    if (junction != null) {
      junction.close();
    }
  }

  private static URI at(String path) {
    return junction().uri().resolve(path);
  }

  private static void logIn(Chromium browser, String user, String expected) {
    assertTrue(browser.text().contains("For demonstration and tests"), browser.text());
    browser
        .type("user", user)
        .type("password", user.replace("user", "pass"))
        .click("Log in", expected);
  }

  private static void logOut(Chromium browser) {
    browser.open(at("/")).click("Log out", "Log in again");
  }

  @Test
  void fromTheLoginPageToARoleAndOnToSomebodyElse() {
    try (Chromium browser = Chromium.start("journey")) {
      browser.open(at("/jwtjct/rolea/whoami.jsp")).picture("1-login");
      logIn(browser, "testuser", "RoleA");
      assertTrue(browser.picture("2-testuser-rolea").text().contains("testuser"));
      String refused = browser.open(at("/jwtjct/roleb/whoami.jsp")).picture("3-roleb").text();
      assertTrue(refused.contains("403"), refused);

      logOut(browser);
      String back = browser.picture("4-logged-out").back().back().picture("5-back").text();
      assertFalse(back.contains("testuser"), back);

      browser.open(at("/jwtjct/roleb/whoami.jsp"));
      logIn(browser, "otheruser", "RoleB");
      String other = browser.picture("6-otheruser-roleb").text();
      assertTrue(other.contains("otheruser"), other);
      assertFalse(other.contains("testuser"), other);
      String others = browser.open(at("/jwtjct/rolea/whoami.jsp")).picture("7-rolea").text();
      assertTrue(others.contains("403"), others);
      assertFalse(others.contains("testuser"), others);
    }
  }

  /** The browser keeps the application's session cookie; what is behind it is gone. */
  @Test
  void whatTheFirstUserLeftInTheSessionIsGoneForTheSecond() {
    try (Chromium browser = Chromium.start("session")) {
      browser.open(at("/notes/session/x?put=of-the-first"));
      logIn(browser, "testuser", "note: of-the-first");
      logOut(browser);
      browser.open(at("/notes/session/x"));
      logIn(browser, "otheruser", "name: otheruser");
      assertEquals("name: otheruser\nnote: no session", browser.picture("second").text());
      logOut(browser);
      browser.open(at("/notes/session/x"));
      logIn(browser, "testuser", "name: testuser");
      assertEquals("name: testuser\nnote: no session", browser.text());
    }
  }

  @Test
  void anOperatorRollsTheKeyFromItsPageAndWorksOn() {
    try (Chromium browser = Chromium.start("roll")) {
      browser.open(at("/jwtjct/rolea/whoami.jsp"));
      logIn(browser, "testuser", "RoleA");
      browser.open(at("/junction/keys")).picture("1-keys").click("Roll the key", "published");
      browser.picture("2-published");
      boolean sawSigning = false;
      long end = System.nanoTime() + 120_000_000_000L;
      while (!browser.open(at("/junction/keys")).text().contains("steady")
          && System.nanoTime() < end) {
        sawSigning |= browser.text().contains("signing");
        String page = browser.open(at("/jwtjct/rolea/whoami.jsp")).text();
        assertTrue(page.contains("testuser"), page);
      }
      assertTrue(sawSigning);
      assertTrue(browser.picture("3-steady").text().contains("steady"));
    }
  }
}
