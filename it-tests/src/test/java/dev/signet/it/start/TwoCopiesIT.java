package dev.signet.it.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Http;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that bring Signet themselves, and applications that come and go. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class TwoCopiesIT {
  private static final String REGISTERED = "Signet: default_host /";

  @Deployment(name = "watcher", testable = false)
  static WebArchive watcher() {
    return Wars.plain("watcher");
  }

  @Deployment(name = "twice", testable = false)
  static WebArchive twice() {
    return Wars.withSignetInside("twice");
  }

  @Deployment(name = "passing", testable = false, managed = false)
  static WebArchive passing() {
    return Wars.plain("passing");
  }

  private static List<String> registrations() {
    return Http.get("/watcher/registrations").body().lines().sorted().toList();
  }

  @Test
  void anApplicationThatBringsSignetItselfIsServedOnce() {
    assertEquals(200, Http.get("/twice/secure/x", "jwt", Tokens.good().text()).status());
    assertEquals(401, Http.get("/twice/open/x", "jwt", Tokens.expired().text()).status());
    assertEquals(
        List.of(REGISTERED + "twice"),
        registrations().stream().filter(line -> line.endsWith("twice")).toList());
  }

  @Test
  void theLogSaysWhichCopyServes() {
    List<String> lines =
        ServerLog.since(0).stream().filter(line -> line.contains("default_host /twice ")).toList();
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("is served by the copy of Signet in")),
        lines.toString());
    assertEquals(1, lines.stream().filter(line -> line.contains("is served with")).count());
  }

  @Test
  void anApplicationIsServedAgainAfterARedeploymentAndLeavesNoRegistrationBehind(
      @ArquillianResource Deployer deployer) {
    List<String> before = registrations();
    String good = Tokens.good().text();
    for (int i = 0; i < 3; i++) {
      deployer.deploy("passing");
      assertTrue(registrations().contains(REGISTERED + "passing"), registrations().toString());
      assertEquals(200, Http.get("/passing/secure/x", "jwt", good).status());
      assertEquals(401, Http.get("/passing/open/x", "jwt", Tokens.expired().text()).status());
      deployer.undeploy("passing");
      assertEquals(404, Http.get("/passing/secure/x", "jwt", good).status());
      assertEquals(before, registrations());
    }
  }

  @Test
  void noRequestSlipsThroughWhileAnApplicationComesAndGoes(@ArquillianResource Deployer deployer)
      throws InterruptedException {
    String bad = Tokens.expired().text();
    Set<Integer> statuses = new ConcurrentSkipListSet<>();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread knocking =
        new Thread(
            () -> {
              while (!isOver.get()) {
                statuses.add(Http.get("/passing/open/x", "jwt", bad).status());
              }
            });
    knocking.start();
    deployer.deploy("passing");
    deployer.undeploy("passing");
    isOver.set(true);
    knocking.join();
    assertFalse(statuses.contains(200), statuses.toString());
  }
}
