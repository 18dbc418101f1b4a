package dev.signet.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import dev.signet.test.TestIssuer;
import dev.signet.test.TestToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server that the build has started before its tests begin: its {@code signet.json} is written
 * when the first test needs it, and again by the next run with another key and another realm.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class RunningServerIT {
  private static final Path SETTINGS =
      Server.target().resolve("configurations/started-before.json");

  @Deployment(testable = false)
  static WebArchive application() throws Exception {
    Files.deleteIfExists(SETTINGS);
    return Wars.configured("started-before", SETTINGS);
  }

  private static Answer ask(TestToken token) {
    String value = token.headerValue();
    Tokens.remember(token.text());
    return Http.get("/started-before/secure/x", token.headerName(), value);
  }

  @Test
  void eachRunOfTheTestsWritesItsOwnSettingsUnderTheRunningServer() {
    assertEquals(503, Http.get("/started-before/open/x").status());
    TestToken ofTheFirst;
    try (TestIssuer first = TestIssuer.start()) {
      first.writeSettings(SETTINGS);
      ofTheFirst = first.token("testuser", "groupa");
      Answer answer = Await.until(() -> ask(ofTheFirst), a -> a.status() == 200);
      assertEquals("testuser", answer.facts().get("name"));
      assertEquals("defaultRealm", answer.facts().get("realm"));
    }
    Map<String, Object> settings =
        Map.of("realmName", "bank", "headerName", "Authorization", "signatureAlgorithm", "ES256");
    try (TestIssuer second = TestIssuer.start(settings)) {
      second.writeSettings(SETTINGS);
      TestToken token = second.token("otheruser", "groupa").claim("level", 3);
      Answer answer = Await.until(() -> ask(token), a -> a.status() == 200);
      assertEquals("otheruser", answer.facts().get("name"));
      assertEquals("bank", answer.facts().get("realm"));
      assertEquals(401, ask(ofTheFirst).status());
      assertEquals(403, ask(second.token("otheruser", "groupb")).status());
    }
  }
}
