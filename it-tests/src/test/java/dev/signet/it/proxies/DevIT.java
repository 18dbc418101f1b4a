package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Wars;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The junction's proxy for developers, with the settings that it has written. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class DevIT {
  private static @Nullable JunctionProcess running;

  /** The application is made before any other method runs, and needs the settings. */
  private static synchronized JunctionProcess dev() {
    JunctionProcess started = running;
    if (started == null) {
      started =
          JunctionProcess.startDev(
              "--user=testuser",
              "--group=groupa",
              "--user=otheruser",
              "--group=groupb",
              "--forward=" + Server.http(),
              "--settings=" + settings());
      running = started;
    }
    return started;
  }

  private static Path settings() {
    return Server.target().resolve("configurations").resolve("developed.json");
  }

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    Files.deleteIfExists(settings());
    var unused = dev();
    return Wars.configured("developed", settings());
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  @Test
  void anApplicationHasTheFirstUserAndThenTheChosenOne() throws Exception {
    var page = dev().uri().resolve("/developed/secure/x");
    Answer first = Http.get(page);
    assertEquals(200, first.status());
    assertEquals("testuser", first.facts().get("name"));
    assertEquals("[groupa]", first.facts().get("groups"));

    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest change =
        HttpRequest.newBuilder(dev().uri().resolve("/junction/dev"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("user=otheruser"))
            .build();
    assertEquals(200, browser.send(change, BodyHandlers.ofString()).statusCode());
    HttpRequest secure = HttpRequest.newBuilder(page).build();
    assertEquals(403, browser.send(secure, BodyHandlers.ofString()).statusCode());
    assertEquals(200, Http.get(page).status());
  }
}
