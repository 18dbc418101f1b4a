package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Await;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The access log with the pattern of the recipe: a refusal is found by its reference. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = "tomcat-10.1|tomcat-11|tomee-9|wildfly.*")
class AccessLogIT {
  private static final Site SITE = new Site("/accesses");

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.plain("accesses");
  }

  private static Path folder() {
    Path configuration = Installation.ofServerUnderTest().configuration();
    return configuration.resolveSibling(
        ServerUnderTest.id().startsWith("wildfly") ? "log" : "logs");
  }

  private static List<String> lines() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().contains("access_log"))
          .flatMap(AccessLogIT::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRefusalHasItsNumberAndItsReferenceAndAnotherRequestHasNeither() {
    Answer refused = SITE.get("/rolea/caller", Tokens.expired());
    String line = "GET 401 SIGNET-405 " + refused.reference();
    assertEquals(
        1, Await.until(() -> count(line), count -> count > 0), () -> String.join("\n", lines()));
    assertEquals(200, SITE.get("/open/caller", Tokens.good()).status());
    assertEquals(
        true,
        Await.until(() -> lines().contains("GET 200 - -"), found -> found),
        () -> String.join("\n", lines()));
  }

  private static long count(String line) {
    return lines().stream().filter(line::equals).count();
  }
}
