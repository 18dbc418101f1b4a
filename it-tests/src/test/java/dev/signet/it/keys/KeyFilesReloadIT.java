package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.server.Server;
import dev.signet.it.server.ServerLog;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files with keys that an administrator, or what runs the server, changes while it runs. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class KeyFilesReloadIT {
  private static final SigningKey STAYS = SigningKey.named("stays");
  private static final SigningKey GOES = SigningKey.named("goes");
  private static final SigningKey COMES = SigningKey.named("comes");
  private static final SigningKey OLD_MOUNTED = SigningKey.named("a name of the proxy's");
  private static final SigningKey NEW_MOUNTED = SigningKey.named("another name of the proxy's");
  private static final SigningKey AUTHORITY = SigningKey.named("ca");
  private static final String BROKEN =
      "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";

  @Deployment(name = "reloaded", testable = false)
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

  /** A folder as Kubernetes mounts a secret: each file is a link through one link. */
  @Deployment(name = "mounted", testable = false)
  static WebArchive mounted() throws IOException {
    Path folder = Files.createDirectories(mount("tls.crt").getParent());
    version("..2024_01", OLD_MOUNTED);
    version("..2024_02", NEW_MOUNTED);
    swapTo("..2024_01");
    for (String name : List.of("tls.crt", "ca.crt")) {
      Files.deleteIfExists(folder.resolve(name));
      Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
    }
    Settings settings =
        Settings.keyFrom("publicKeyLocation", "mounted")
            .with("id", "mounted")
            .with("signatureAlgorithm", "ES256");
    return Wars.configured("mounted", settings.writeTo("mounted.json"));
  }

  private static Path mount(String name) {
    return Server.target().resolve("configurations/mounted/" + name);
  }

  /** What cert-manager writes: the chain in one file, and the authority alone in another. */
  private static void version(String name, SigningKey key) throws IOException {
    Path folder = Files.createDirectories(mount(name));
    String authority = TestCertificates.of("CN=authority", AUTHORITY.keys()).authority().pem();
    String leaf =
        TestCertificates.of("CN=proxy", key.keys())
            .issuedBy("CN=authority", AUTHORITY.keys())
            .pem();
    write(folder.resolve("tls.crt"), leaf + authority);
    write(folder.resolve("ca.crt"), authority);
  }

  /** All with one time, and padded to one size: signatures of ECDSA differ in length. */
  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n".repeat(4_096 - text.length()));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
  }

  private static void swapTo(String version) throws IOException {
    Path link = Files.createSymbolicLink(mount("..data_tmp"), Path.of(version));
    Files.move(link, mount("..data"), StandardCopyOption.ATOMIC_MOVE);
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
    return status("reloaded", token);
  }

  private static int status(String application, String token) {
    return Http.get("/" + application + "/secure/x", "jwt", token).status();
  }

  private static int awaitStatus(String token, int wanted) {
    return Await.until(() -> status(token), status -> status == wanted);
  }

  /** Size and time are the same before and after; a remembered token ends with its key. */
  @Test
  void aSecretThatKubernetesSwapsIsFollowedAndItsAuthoritySignsNothing() throws IOException {
    String old = OLD_MOUNTED.sign(Tokens.good()).text();
    String next = NEW_MOUNTED.sign(Tokens.good()).text();
    String authoritys = AUTHORITY.sign(Tokens.good()).text();
    assertEquals(200, status("mounted", old));
    assertEquals(401, status("mounted", next));
    assertEquals(401, status("mounted", authoritys));

    swapTo("..2024_02");
    assertEquals(
        200, Await.until(() -> status("mounted", next), status -> status == 200).intValue());
    assertEquals(401, status("mounted", old));
    assertEquals(401, status("mounted", authoritys));
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
    return line.contains(
        " W SIGNET0127W: issuer definition reloaded: its keys have changed and cannot be used");
  }
}
