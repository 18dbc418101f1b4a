package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.junction.mint.RichClaims;
import dev.signet.junction.testing.Browser;
import dev.signet.junction.testing.LoopbackPorts;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.RunningProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets: who gets one, for whom, and what is in it. */
class TicketEndpointTest {
  private static @Nullable RunningProxy proxy;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Path users = RunningProxy.users(folder);
    JsonObject file = RichClaims.object(users);
    JsonObject batch =
        Json.createObjectBuilder()
            .add("password", Users.hash("batchpass".toCharArray()))
            .add(
                "tickets",
                Json.createObjectBuilder()
                    .add("users", Json.createArrayBuilder().add("testuser").add("gone"))
                    .add("audiences", Json.createArrayBuilder().add("urn:ledger")))
            .build();
    Files.writeString(users, Json.createObjectBuilder(file).add("batch", batch).build().toString());
    proxy = RunningProxy.start(keys, "--junction=/=http://127.0.0.1:" + LoopbackPorts.closed());
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(proxy).close();
  }

  private static HttpResponse<String> ask(String credentials, String user, String audience) {
    String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    String form = "user=" + user + "&audience=" + audience;
    return new Browser(Objects.requireNonNull(proxy))
        .post(TicketEndpoint.PATH, form, "Authorization", basic);
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static JsonObject claims(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode());
    String payload = json(answer.body()).getString("ticket").split("\\.", -1)[1];
    return json(new String(Base64.getUrlDecoder().decode(payload), UTF_8));
  }

  @Test
  void aTicketIsForOneUserOneAudienceAndOneMinute() {
    HttpResponse<String> answer = ask("batch:batchpass", "testuser", "urn:ledger");
    JsonObject claims = claims(answer);
    assertEquals("testuser", claims.getString("sub"));
    assertEquals("urn:ledger", claims.getString("aud"));
    assertEquals("[\"groupa\"]", claims.getJsonArray("groups").toString());
    assertEquals(60, claims.getInt("exp") - claims.getInt("iat"));
    assertEquals(60, json(answer.body()).getInt("expires_in"));
    assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
  }

  @Test
  void everyTicketCanBeToldFromEveryOther() {
    assertNotEquals(
        claims(ask("batch:batchpass", "testuser", "urn:ledger")).getString("jti"),
        claims(ask("batch:batchpass", "testuser", "urn:ledger")).getString("jti"));
  }

  @ParameterizedTest
  @CsvSource({
    "batch:wrong, testuser, urn:ledger, 401",
    "nobody:batchpass, testuser, urn:ledger, 401",
    "batch, testuser, urn:ledger, 401",
    "testuser:testpass, testuser, urn:ledger, 403",
    "batch:batchpass, otheruser, urn:ledger, 403",
    "batch:batchpass, gone, urn:ledger, 403",
    "batch:batchpass, nobody, urn:ledger, 403",
    "batch:batchpass, testuser, urn:other, 403",
    "batch:batchpass, testuser, '', 403",
    "batch:batchpass, '', urn:ledger, 403"
  })
  void whatAClientMayNotAskIsRefused(String credentials, String user, String audience, int status) {
    assertEquals(status, ask(credentials, user, audience).statusCode());
  }

  @Test
  void aLoginAtTheLoginPageIsNoRightToTickets() {
    Browser browser = new Browser(Objects.requireNonNull(proxy)).as("testuser");
    assertEquals(
        401, browser.post(TicketEndpoint.PATH, "user=testuser&audience=urn:ledger").statusCode());
  }
}
