package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.server.Server;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signatures verified by native code, whose jar is beside Signet's in the library of the bell. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class SignatureProviderIT {
  private static final String BESIDE =
      """
      <server>
        <library id="signet"><file name="%s"/></library>
      </server>
      """;

  /** The suite's own server has to be there: the second one is made from it. */
  @Deployment(testable = false)
  static WebArchive first() {
    return Wars.plain("first");
  }

  @Test
  void aProviderBesideTheJarVerifiesAndTheLogNamesIt() throws IOException {
    Path war = Server.target().resolve("native.war");
    Wars.plain("native").as(ZipExporter.class).exportTo(war.toFile(), true);
    try (AnotherServer server =
        AnotherServer.start(
            "native",
            BESIDE.formatted(Server.artifact("conscrypt.jar").toAbsolutePath()),
            Settings.seed()
                .with("inboundPropagation", "supported")
                .withTop("signatureProvider", "org.conscrypt.OpenSSLProvider"),
            List.of(war),
            "/native/open/x")) {
      String page = "/native/secure/x";
      assertEquals(200, server.get(page, "jwt", Tokens.good().groups("groupa").text()).status());
      assertEquals(401, server.get(page, "jwt", Tokens.tampered()).status());
      List<String> lines = Files.readAllLines(server.directory().resolve("logs/messages.log"));
      assertEquals(
          1,
          lines.stream()
              .filter(line -> line.contains("signatures are verified by Conscrypt: RS256"))
              .count());
    }
  }
}
