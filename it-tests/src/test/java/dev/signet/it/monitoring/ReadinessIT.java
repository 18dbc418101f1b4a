package dev.signet.it.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.Server;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * MicroProfile Health says of a server what its pages do. One application brings the jar for the
 * check; all are served by the server's copy.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ReadinessIT {
  private static final Path FILE = Server.target().resolve("configurations/readiness.json");
  private static final Path RIGHT = Settings.seed().writeTo("readiness-right.json");

  @Deployment(name = "checked", testable = false)
  static WebArchive checked() {
    return Wars.withSignetInside("checked").addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  @Deployment(name = "unready", testable = false)
  static WebArchive unready() {
    return Wars.configured("unready", Settings.write(FILE.getFileName().toString(), "{ broken"));
  }

  private static Answer readiness() {
    return Http.get("/health/ready");
  }

  @Test
  void theServerIsNotReadyWhileAnApplicationAnswers503AndReadyOnceItsFileIsRight()
      throws IOException {
    String token = Tokens.good().text();
    Answer broken = Await.until(ReadinessIT::readiness, answer -> answer.body().contains("signet"));
    assertEquals(503, Http.get("/unready/open/x").status());
    assertEquals(503, broken.status());
    assertTrue(
        broken
            .body()
            .contains(
                "\"default_host /unready\":\"no configuration is in force: every request gets a"
                    + " 503\""),
        broken.body());
    assertEquals(200, Http.get("/health/live").status());

    WholeFile.put(FILE, Files.readString(RIGHT));
    assertEquals(200, Await.until(() -> readiness().status(), status -> status == 200));
    assertEquals(200, Http.get("/unready/secure/x", "jwt", token).status());
    assertTrue(readiness().body().contains("\"name\":\"signet\""), readiness().body());
  }
}
