package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.CookieManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Versions of one application side by side, each with its own copy of Signet, as they come and go.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-11(-soteria(-4)?|-java25)?",
    disabledReason = "is Tomcat's")
class ParallelDeploymentIT {
  private static final Site SITE = new Site("/parallel");
  private static final String SERVED = "none 401, good 200, expired on an open page 401";

  /** The adapter starts the server for it. */
  @Deployment(testable = false)
  static WebArchive bystander() {
    return application("bystander");
  }

  private static WebArchive application(String name) {
    return ServerUnderTest.hasSoteria() ? Wars.withMechanism(name) : Wars.plain(name);
  }

  private static Path file(String version) {
    return ServerUnderTest.home().resolve("webapps").resolve("parallel##" + version + ".war");
  }

  private static void deploy(String version) {
    application("parallel")
        .addAsWebResource(new StringAsset(version), "version.txt")
        .as(ZipExporter.class)
        .exportTo(file(version).toFile());
  }

  @AfterEach
  void undeploy() throws IOException {
    for (String version : new String[] {"001", "002", "003"}) {
      Files.deleteIfExists(file(version));
    }
  }

  private static void await(String wanted, Supplier<String> question) throws InterruptedException {
    String answer = question.get();
    for (int i = 0; i < 300 && !answer.equals(wanted); i++) {
      Thread.sleep(200);
      answer = question.get();
    }
    assertEquals(wanted, answer);
  }

  private static String version(CookieManager browser) {
    return SITE.getWith(browser, "/version.txt").body();
  }

  private static String newest() {
    return SITE.get("/version.txt").body();
  }

  private static String answers(CookieManager browser) {
    return "none "
        + SITE.getWith(browser, "/rolea/caller").status()
        + ", good "
        + SITE.getWith(browser, "/rolea/caller", Tokens.good()).status()
        + ", expired on an open page "
        + SITE.getWith(browser, "/open/caller", Tokens.expired()).status();
  }

  /** The application casts the principal to a class of its own copy. */
  private static String claims(CookieManager browser) {
    return Site.seen(SITE.getWith(browser, "/any/claims", Tokens.good()), "groups");
  }

  private static CookieManager loggedIn() {
    CookieManager browser = new CookieManager();
    assertEquals(200, SITE.getWith(browser, "/any/note?put=mine", Tokens.good()).status());
    return browser;
  }

  private static void assertServed(CookieManager browser, String version) {
    assertEquals(version, version(browser));
    assertEquals(SERVED, answers(browser));
    assertEquals("groups: [groupa, RoleA]", claims(browser));
  }

  @Test
  void eachVersionIsServedByItsOwnSignetWhicheverEndsFirst() throws Exception {
    deploy("001");
    await("001", ParallelDeploymentIT::newest);
    CookieManager first = loggedIn();
    deploy("002");
    await("002", ParallelDeploymentIT::newest);
    CookieManager second = loggedIn();
    assertServed(first, "001");
    assertServed(second, "002");

    Files.delete(file("001"));
    await("002", () -> version(first));
    assertServed(second, "002");
    assertServed(new CookieManager(), "002");

    deploy("003");
    await("003", ParallelDeploymentIT::newest);
    CookieManager third = loggedIn();
    assertServed(second, "002");
    assertServed(third, "003");

    Files.delete(file("003"));
    await("002", ParallelDeploymentIT::newest);
    assertServed(second, "002");
  }
}
