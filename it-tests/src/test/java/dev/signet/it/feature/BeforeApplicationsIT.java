package dev.signet.it.feature;

import static dev.signet.it.server.SecondServer.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.it.server.Await;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;

/**
 * Nothing of Signet runs before an application starts: a checkpoint of the server that is made then
 * holds no key, no random number and no time of Signet.
 */
final class BeforeApplicationsIT {
  private static final String NAME = "before-applications";

  private static String serverXml(KeyServer keys, String application) {
    return """
    <server>
      <featureManager>
        <feature>signet:signet-1.0</feature>
        <feature>servlet-6.0</feature>
        <feature>mpHealth-4.0</feature>
      </featureManager>
      <config updateTrigger="polled" monitorInterval="200ms"/>
      <logging traceSpecification="*=info:dev.signet.*=all"/>
      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
      <signet_issuer id="RS" issuerIdentifier="https://www.myidp.ibm.com" headerName="jwt" audiences="ALL_AUDIENCES"
        signatureAlgorithm="RS256" jwkEndpointUrl="%s" httpsRequired="false" realmName="defaultRealm"
        groupIdentifier="groups" maxTokenLifetime="1h"/>
      %s
    </server>
    """
        .formatted(keys.url(), application);
  }

  @Test
  void keysAreFetchedWhenAnApplicationStartsAndNotBefore() throws Exception {
    Path folder = SecondServer.folder(NAME);
    Files.createDirectories(folder.resolve("apps"));
    Wars.plain("app").as(ZipExporter.class).exportTo(folder.resolve("apps/app.war").toFile());
    try (KeyServer keys = KeyServer.start().answers(200, ServerPartsIT.keySet(TestKeys.RSA))) {
      put(folder.resolve("server.xml"), serverXml(keys, ""));
      try (SecondServer server = SecondServer.start(NAME, "/health")) {
        assertEquals(0, keys.fetches());
        String messages = Files.readString(folder.resolve("logs/messages.log"));
        assertFalse(messages.contains("dev.signet.keys"), messages);
        WholeFile.put(
            folder.resolve("server.xml"),
            serverXml(keys, "<webApplication location=\"app.war\" contextRoot=\"/app\"/>"));
        String token = Tokens.good().signedBy(TestKeys.RSA, Algorithm.RS256, "signer").text();
        assertEquals(
            200,
            Await.until(() -> server.get("/app/secure/x", "jwt", token).status(), s -> s == 200));
      }
    }
  }
}
