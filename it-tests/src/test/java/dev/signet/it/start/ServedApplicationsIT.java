package dev.signet.it.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which applications are served: all, unless the configuration says otherwise. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ServedApplicationsIT {

  @Deployment(name = "excluded", testable = false)
  static WebArchive excluded() {
    Settings settings = Settings.seed().withTop("excludedApplications", List.of("/excluded"));
    return Wars.configured("excluded", settings.writeTo("excluded.json"));
  }

  @Deployment(name = "not-included", testable = false)
  static WebArchive notIncluded() {
    Settings settings = Settings.seed().withTop("applications", List.of("/other"));
    return Wars.configured("not-included", settings.writeTo("not-included.json"));
  }

  @Deployment(name = "included", testable = false)
  static WebArchive included() {
    Settings settings = Settings.seed().withTop("applications", List.of("default_host /included"));
    return Wars.configured("included", settings.writeTo("included.json"));
  }

  @Deployment(name = "other-host", testable = false)
  static WebArchive onTheOtherHost() {
    return Wars.onVirtualHost("other-host", "other_host");
  }

  private static void assertLeftAlone(String application) {
    String bad = Tokens.expired().text();
    Answer open = Http.get("/" + application + "/open/x", "jwt", bad);
    assertEquals(200, open.status());
    assertEquals("nobody", open.facts().get("name"));
    Answer secure = Http.get("/" + application + "/secure/x", "jwt", Tokens.good().text());
    assertEquals(401, secure.status());
    assertFalse(secure.challenges().toString().contains("Bearer"));
  }

  @Test
  void anExcludedApplicationIsLeftAlone() {
    assertLeftAlone("excluded");
  }

  @Test
  void anApplicationThatIsNotAmongTheIncludedOnesIsLeftAlone() {
    assertLeftAlone("not-included");
  }

  @Test
  void anIncludedApplicationIsServed() {
    assertEquals(200, Http.get("/included/secure/x", "jwt", Tokens.good().text()).status());
    assertEquals(
        List.of(Challenges.plain("defaultRealm")), Http.get("/included/secure/x").challenges());
  }

  @Test
  void anApplicationThatCameWithTheServerIsLeftAlone() {
    assertEquals(200, Http.get("/health", "jwt", Tokens.expired().text()).status());
  }

  @Test
  void leavingAloneIsSaidInTheLog() {
    List<String> log = ServerLog.since(0);
    assertTrue(log.stream().anyMatch(line -> line.contains("/health is left alone")));
    assertTrue(
        log.stream().anyMatch(line -> line.contains("default_host /excluded is left alone")));
  }

  @Test
  void anApplicationOnAnotherVirtualHostIsServed() {
    String good = Tokens.good().text();
    String bad = Tokens.expired().text();
    assertEquals(404, Http.get("/other-host/secure/x", "jwt", good).status());
    assertEquals(200, onOtherHost("/secure/x", "jwt", good).status());
    assertEquals(List.of(Challenges.plain("defaultRealm")), onOtherHost("/secure/x").challenges());
    assertEquals(401, onOtherHost("/open/x", "jwt", bad).status());
  }

  private static Answer onOtherHost(String path, String... headers) {
    return Http.get(Server.other().resolve("/other-host" + path), headers);
  }
}
