package dev.signet.it.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The audit of a real server. Its file is among the server's logs, so {@link CleanLogs} looks for
 * tokens in it as well.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class AuditIT {
  private static final Path FILE = Server.directory().resolve("logs/audited.jsonl");
  private static final String HERE =
      "\"method\":\"GET\",\"path\":\"/audited/secure/x\",\"peer\":\"127.0.0.1\",\"client\":"
          + "\"127.0.0.1\"";

  @Deployment(testable = false)
  static WebArchive audited() throws IOException {
    Files.deleteIfExists(FILE);
    return Wars.configured(
        "audited",
        Settings.seed()
            .withTop("audit", Map.of("file", FILE.toAbsolutePath().toString()))
            .writeTo("audited.json"));
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTokenIsOneLineForAllOfItsRequestsAndARefusalIsAnother() throws IOException {
    String token = Tokens.good().claim("email", "private@example.com").text();
    for (int i = 0; i < 3; i++) {
      assertEquals(200, Http.get("/audited/secure/x?query=secret", "jwt", token).status());
    }
    Answer refused = Http.get("/audited/secure/x?query=secret", "jwt", Tokens.expired().text());
    assertEquals(401, refused.status());
    List<String> lines =
        Await.until(AuditIT::lines, all -> all.stream().anyMatch(l -> l.contains("refusal")));
    assertEquals(
        List.of(
            "{\"time\":\"T\",\"event\":\"login\",\"application\":\"default_host /audited\","
                + "\"definition\":\"RS\",\"realm\":\"defaultRealm\",\"user\":\"testuser\","
                + HERE
                + "}",
            "{\"time\":\"T\",\"event\":\"refusal\",\"application\":\"default_host /audited\","
                + "\"reference\":\""
                + refused.reference()
                + "\",\"definition\":\"RS\","
                + HERE
                + ",\"number\":\"SIGNET-405\",\"text\":\"the token has expired\"}"),
        lines.stream()
            .map(l -> l.replaceFirst("\"time\":\"[0-9T:.-]+Z\"", "\"time\":\"T\""))
            .toList());
    assertFalse(String.join("", lines).contains("private"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(FILE)));
  }
}
