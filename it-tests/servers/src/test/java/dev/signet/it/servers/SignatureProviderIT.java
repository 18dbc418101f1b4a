package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.server.Await;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signatures by native code whose jar is in the place that {@code docs/CONFIGURATION.md} names. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@SignedByConscrypt
@EnabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-11|wildfly",
    disabledReason = "the servers with a place of their own in the recipe; Liberty's has a test")
class SignatureProviderIT {
  private static final Site SITE = new Site("/native");
  private static final String NOTICE = "signatures are verified by Conscrypt: RS256";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.without("native");
  }

  @Test
  void aProviderBesideTheJarVerifiesAndTheLogNamesIt() {
    assertEquals(200, SITE.get("/any/caller", Tokens.good()).status());
    assertEquals(401, SITE.get("/any/caller", Tokens.tampered()).status());
    assertEquals(401, SITE.get("/any/caller").status());
    long found = Await.until(PATIENCE, SignatureProviderIT::notices, notices -> notices > 0);
    assertEquals(1, found);
  }

  /** In the logs beside the configuration, wherever this server has them. */
  private static long notices() {
    Path home = Installation.ofServerUnderTest().configuration().getParent();
    try (Stream<Path> files = Files.walk(home, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(SignatureProviderIT::notices)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long notices(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> line.contains(NOTICE)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
