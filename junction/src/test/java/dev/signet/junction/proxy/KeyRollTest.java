package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.keys.ServerTls;
import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.EchoServer;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.RunningProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rolling the signing key of a running proxy: who may, what is published when, and who notices. */
class KeyRollTest {
  private static final int PATIENCE = 600;

  @TempDir Path folder;
  private @Nullable MadeKeys keys;
  private @Nullable EchoServer server;

  @BeforeEach
  void start() {
    MadeKeys made = MadeKeys.in(folder);
    keys = made;
    server =
        EchoServer.start(
            ServerTls.from(new KeyStoreFile(made.server(), Password.fromFile(made.password()))));
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(server).close();
  }

  private RunningProxy proxy(String... times) throws Exception {
    List<String> options = new ArrayList<>(List.of(times));
    MadeKeys own = Objects.requireNonNull(keys);
    options.add("--junction=/=" + Objects.requireNonNull(server).uri());
    options.add("--trust-certificate=" + own.tlsCertificate());
    return RunningProxy.start(own, options.toArray(new String[0]));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static JsonObject status(Browser operator) {
    return json(operator.get(RollPages.KEYS));
  }

  private static List<String> published(JsonObject status) {
    return status.getJsonArray("published").getValuesAs(JsonString::getString);
  }

  private static JsonObject await(Browser operator, Predicate<JsonObject> wanted) throws Exception {
    for (int i = 0; i < PATIENCE; i++) {
      JsonObject status = status(operator);
      if (wanted.test(status)) {
        return status;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(status(operator).toString());
  }

  private static boolean isSteady(JsonObject status) {
    return status.getString("phase").equals("steady");
  }

  /** What a server does: it reads the keys when it sees a kid it does not know. */
  private static boolean isVerified(Browser anybody, String token) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token);
    JsonWebKeySet set = new JsonWebKeySet(anybody.get(KeySetEndpoint.PATH).body());
    var key = set.findJsonWebKey(jws.getKeyIdHeaderValue(), "RSA", "sig", "RS256");
    if (key == null) {
      return false;
    }
    jws.setKey(key.getKey());
    return jws.verifySignature();
  }

  @Test
  void theNewKeyIsPublishedThenSignsAndThenTheOldOneIsWithdrawn() throws Exception {
    // long enough for a machine that stands still for a while in between
    try (RunningProxy proxy = proxy("--publish-ahead=3", "--lifetime=6", "--renewal-window=1")) {
      Browser operator = new Browser(proxy).as("testuser");
      String old = status(operator).getString("signing");
      assertEquals(List.of(old), published(status(operator)));

      assertEquals(202, operator.post(RollPages.ROLL, "").statusCode());
      Set<String> phases = new LinkedHashSet<>();
      Set<String> signers = new LinkedHashSet<>();
      int answers = 0;
      int refused = 0;
      JsonObject status = status(operator);
      while (!isSteady(status)) {
        phases.add(status.getString("phase"));
        String token = operator.seen("/x", "jwt").get(0);
        refused += isVerified(operator, token) ? 0 : 1;
        answers++;
        signers.add(kid(token));
        status = status(operator);
      }
      System.out.printf("key roll under traffic: %d tokens, %d refused%n", answers, refused);
      assertEquals(0, refused);
      assertEquals(List.of("published", "signing"), List.copyOf(phases));
      assertEquals(2, signers.size());
      assertEquals(List.of(status.getString("signing")), published(status));
      assertFalse(published(status).contains(old));
    }
  }

  private static String kid(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
    return Json.createReader(new StringReader(new String(header, UTF_8)))
        .readObject()
        .getString("kid");
  }

  @Test
  void aSecondRollHasToWait() throws Exception {
    try (RunningProxy proxy = proxy("--publish-ahead=10m")) {
      Browser operator = new Browser(proxy).as("testuser");
      assertEquals(202, operator.post(RollPages.ROLL, "").statusCode());
      HttpResponse<String> second = operator.post(RollPages.ROLL, "");
      assertEquals(409, second.statusCode());
      assertEquals("published", json(second).getString("phase"));
      assertEquals(2, published(json(second)).size());
      assertTrue(json(second).containsKey("next"));
    }
  }

  @Test
  void aRestartGoesOnWithTheNewestKeyAndWithdrawsTheOthers() throws Exception {
    String next;
    try (RunningProxy proxy = proxy("--publish-ahead=1", "--lifetime=10m")) {
      Browser operator = new Browser(proxy).as("testuser");
      operator.post(RollPages.ROLL, "");
      next = await(operator, s -> s.getString("phase").equals("signing")).getString("signing");
    }
    try (RunningProxy proxy = proxy("--lifetime=2", "--renewal-window=1")) {
      Browser operator = new Browser(proxy).as("testuser");
      assertEquals(next, status(operator).getString("signing"));
      assertEquals(List.of(next), published(await(operator, KeyRollTest::isSteady)));
    }
    try (RunningProxy proxy = proxy()) {
      Browser operator = new Browser(proxy).as("testuser");
      assertEquals(List.of(next), published(status(operator)));
    }
  }

  @Test
  void onlyAnOperatorSeesAndRollsTheKeys() throws Exception {
    try (RunningProxy proxy = proxy()) {
      for (Browser browser : List.of(new Browser(proxy), new Browser(proxy).as("otheruser"))) {
        assertEquals(401, browser.get(RollPages.KEYS).statusCode());
        assertEquals(401, browser.post(RollPages.ROLL, "").statusCode());
        assertEquals(401, browser.get(RollPages.KEYS, basic("otheruser:otherpass")).statusCode());
        assertEquals(401, browser.get(RollPages.KEYS, basic("testuser:wrong")).statusCode());
        assertEquals(401, browser.get(RollPages.KEYS, basic("testuser")).statusCode());
        assertEquals(401, browser.get(RollPages.KEYS, "Authorization", "Basic %%%").statusCode());
      }
      Browser program = new Browser(proxy);
      assertEquals(202, program.post(RollPages.ROLL, "", basic("testuser:testpass")).statusCode());
    }
  }

  private static String[] basic(String credentials) {
    return new String[] {
      "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))
    };
  }

  @Test
  void anotherSiteCannotRollTheKey() throws Exception {
    try (RunningProxy proxy = proxy()) {
      Browser operator = new Browser(proxy).as("testuser");
      assertEquals(
          403, operator.post(RollPages.ROLL, "", "Origin", "https://evil.example").statusCode());
      assertTrue(isSteady(status(operator)));
    }
  }

  @Test
  void thePageShowsTheStepAndHasTheButton() throws Exception {
    try (RunningProxy proxy = proxy()) {
      Browser operator = new Browser(proxy).as("testuser");
      String page = operator.get(RollPages.KEYS, "Accept", "text/html").body();
      assertTrue(page.contains("<dd>steady</dd>"));
      assertTrue(page.contains("Roll the key</button>"));
    }
  }
}
