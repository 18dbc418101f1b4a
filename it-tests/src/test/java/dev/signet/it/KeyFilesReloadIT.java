package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A folder of certificates that an administrator changes while the server runs. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class KeyFilesReloadIT {
  private static final SigningKey STAYS = SigningKey.named("stays");
  private static final SigningKey GOES = SigningKey.named("goes");
  private static final SigningKey COMES = SigningKey.named("comes");
  private static final String BROKEN =
      "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";

  @Deployment(testable = false)
  static WebArchive reloaded() throws IOException {
    Files.createDirectories(file("stays").getParent());
    put("stays", certificate(STAYS));
    put("goes", certificate(GOES));
    Settings settings =
        Settings.keyFrom("publicKeyLocation", "certificates")
            .with("id", "reloaded")
            .with("signatureAlgorithm", "ES256");
    return Wars.configured("reloaded", settings.writeTo("reloaded.json"));
  }

  private static Path file(String name) {
    return Server.target().resolve("configurations/certificates/" + name + ".pem");
  }

  private static String certificate(SigningKey key) {
    try {
      return Keys.pem("CERTIFICATE", TestKeys.certificate(key.keys()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(String name, String text) {
    WholeFile.put(file(name), text);
  }

  private static int status(String token) {
    return Http.get("/reloaded/secure/x", "jwt", token).status();
  }

  private static int awaitStatus(String token, int wanted) {
    return Await.until(() -> status(token), status -> status == wanted);
  }

  /** One story, since each chapter needs the one before. */
  @Test
  void aFolderOfCertificatesIsFollowedWithoutARestart() throws IOException {
    String stays = STAYS.sign(Tokens.good()).text();
    String goes = GOES.sign(Tokens.good()).text();
    String comes = COMES.sign(Tokens.good()).text();
    assertEquals(List.of(200, 200, 401), List.of(status(stays), status(goes), status(comes)));

    put("comes", certificate(COMES));
    assertEquals(200, awaitStatus(comes, 200));
    assertEquals(List.of(200, 200), List.of(status(stays), status(goes)));

    Files.delete(file("goes"));
    assertEquals(401, awaitStatus(goes, 401));
    assertEquals(List.of(200, 200), List.of(status(stays), status(comes)));

    int mark = ServerLog.mark();
    put("broken", BROKEN);
    List<String> warning = ServerLog.since(mark, KeyFilesReloadIT::isWarning);
    assertEquals(1, warning.stream().filter(KeyFilesReloadIT::isWarning).count());
    assertTrue(
        warning.stream()
            .filter(KeyFilesReloadIT::isWarning)
            .allMatch(l -> l.contains("broken.pem")));
    String fresh = STAYS.sign(Tokens.good()).text();
    assertEquals(List.of(200, 200, 200), List.of(status(stays), status(comes), status(fresh)));

    Files.delete(file("broken"));
    put("goes", certificate(GOES));
    assertEquals(200, awaitStatus(goes, 200));
    assertEquals(List.of(200, 200), List.of(status(stays), status(comes)));
  }

  private static boolean isWarning(String line) {
    return line.contains(" W issuer definition reloaded: its keys were changed and cannot be used");
  }
}
