package dev.signet.it.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server.xml of the first page, to the letter but for its ports. */
final class FirstPageIT {
  private static final String PORTS =
      """
      <server>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
      </server>
      """;

  @Test
  void itsServerAnswersAsThePageSays() throws IOException {
    String serverXml = block(Files.readString(Path.of("../README.md")));
    Path folder = SecondServer.folder("first-page");
    SecondServer.put(folder.resolve("server.xml"), serverXml);
    SecondServer.put(folder.resolve("configDropins/overrides/ports.xml"), PORTS);
    SecondServer.copy(Server.directory().resolve("server.env"), folder.resolve("server.env"));
    SecondServer.put(folder.resolve("apps/README"), "");
    SecondServer.copy(
        Server.artifact("subject-dumper.ear"), folder.resolve("apps/subject-dumper.ear"));
    FeatureServer.writeKeyStore(
        folder.resolve("resources/security/trust.p12"),
        Map.of("rsakey1", Keys.trustedCertificate()));
    String token = Tokens.good().claim("aud", "urn:my-server").text();
    try (SecondServer server = SecondServer.start("first-page", "/dumpHeaders.jsp")) {
      Answer good = server.get("/rolea/whoami.jsp", "jwt", token, "Accept", "application/json");
      assertEquals(200, good.status());
      assertEquals("testuser", good.json().getString("name"));
      Answer nobody = server.get("/rolea/whoami.jsp");
      assertEquals(401, nobody.status());
      assertEquals(List.of("Bearer realm=\"defaultRealm\""), nobody.challenges());
      assertEquals(403, server.get("/roleb/whoami.jsp", "jwt", token).status());
    }
  }

  /** The elements of the page about the feature are those of the first page. */
  @Test
  void thePageAboutTheFeatureHasTheSameElements() throws IOException {
    String first = block(Files.readString(Path.of("../README.md")));
    String feature = block(Files.readString(Path.of("../docs/LIBERTY.md")));
    String elements =
        first.substring(first.indexOf("<keyStore "), first.indexOf("<enterpriseApplication "));
    assertTrue(feature.contains(elements.strip()), feature);
  }

  /** The first block in XML, without the blanks of a list's item. */
  private static String block(String page) {
    String text = page.replaceFirst("(?s).*?```xml\n", "").replaceFirst("(?s)```.*", "");
    return text.indent(-text.indexOf('<'));
  }
}
