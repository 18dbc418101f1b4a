package dev.signet.it.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.client.RightfulClients;
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
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A signet.json that an administrator changes while people work. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ReloadIT {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 5;
  private static final SigningKey KEY = SigningKey.named("k");
  private static final String OTHER = "https://other.example.com";
  private static final Path FILE = Server.target().resolve("configurations/reconfigured.json");
  private static final Path MENDED = FILE.resolveSibling("mended.json");

  @Deployment(name = "reconfigured", testable = false)
  static WebArchive reconfigured() {
    Settings.write("reconfigured.pem", Keys.pem("PUBLIC KEY", KEY.keys().getPublic().getEncoded()));
    return Wars.configured(
        "reconfigured", Settings.write(FILE.getFileName().toString(), both("realm-0")));
  }

  @Deployment(name = "mended", testable = false)
  static WebArchive mended() {
    return Wars.configured("mended", Settings.write(MENDED.getFileName().toString(), "{}"));
  }

  private static Settings settings(String realm) {
    return Settings.keyFrom("publicKeyLocation", "reconfigured.pem")
        .with("signatureAlgorithm", "ES256")
        .with("realmName", realm);
  }

  private static String one(String realm) {
    return text(List.of(settings(realm).issuer()));
  }

  private static String both(String realm) {
    Settings first = settings(realm);
    Settings second = first.with("id", "other").with("issuerIdentifier", OTHER);
    return text(List.of(first.issuer(), second.issuer()));
  }

  private static String text(List<Map<String, Object>> issuers) {
    return Json.createObjectBuilder(Map.<String, Object>of("issuers", issuers)).build().toString();
  }

  private static String realm(String token) {
    Answer answer = Http.get("/reconfigured/any/x", "jwt", token);
    return answer.status() == 200 ? answer.facts().getOrDefault("realm", "") : "refused";
  }

  private static String awaitRealm(String token, String wanted) {
    return Await.until(() -> realm(token), wanted::equals);
  }

  /** One story under load: another realm, an issuer that goes and comes, a file that is broken. */
  @Test
  void noRequestFailsWhileTheConfigurationChanges() {
    String mine = KEY.sign(Tokens.good()).text();
    String others = KEY.sign(Tokens.good().claim("iss", OTHER)).text();
    RightfulClients clients = RightfulClients.start("/reconfigured/secure/x", KEY, CLIENTS);
    try (clients) {
      for (int round = 1; round <= ROUNDS; round++) {
        String realm = "realm-" + round;
        WholeFile.put(FILE, one(realm));
        assertEquals(realm, awaitRealm(mine, realm));
        assertEquals("refused", realm(others));
        int mark = ServerLog.mark();
        WholeFile.put(FILE, "{ broken");
        List<String> told = ServerLog.since(mark, ReloadIT::isTold);
        assertEquals(1, told.stream().filter(ReloadIT::isTold).count());
        assertEquals(realm, realm(mine));
        WholeFile.put(FILE, both(realm));
        assertEquals(realm, awaitRealm(others, realm));
      }
    }
    System.out.printf(
        "reload under load: %d changes, %d requests, %d failed%n",
        3 * ROUNDS, clients.requests(), clients.failures().size());
    assertEquals(List.of(), clients.failures());
    assertTrue(clients.requests() > 0);
  }

  private static boolean isTold(String line) {
    return line.contains(
        "/reconfigured: the configuration has changed, the old one stays in force");
  }

  @Test
  void anApplicationThatStartedWithAMistakeIsServedOnceItIsMended() {
    String token = KEY.sign(Tokens.good()).text();
    assertEquals(
        List.of(503, 503),
        Stream.of("/mended/open/x", "/mended/secure/x")
            .map(page -> Http.get(page, "jwt", token).status())
            .toList());
    WholeFile.put(MENDED, one("defaultRealm"));
    assertEquals(
        200,
        Await.until(
            () -> Http.get("/mended/secure/x", "jwt", token).status(), status -> status == 200));
    assertEquals(401, Http.get("/mended/secure/x").status());
  }
}
