package dev.signet.it.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places a token may come in, and that it is seen in no other. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class TransportsIT {
  private static final List<String> PLAIN = List.of(Challenges.plain("defaultRealm"));
  private static final List<String> REPEATED =
      List.of(
          Challenges.invalidRequest(
              "defaultRealm", "SIGNET-101: the request has more than one token"));
  private static final List<String> SEGMENTS =
      List.of(
          Challenges.invalidToken(
              "defaultRealm", "SIGNET-104: the token's segment headers are incomplete or invalid"));

  @Deployment(name = "header", testable = false)
  static WebArchive header() {
    return Wars.plain("header");
  }

  @Deployment(name = "cookie", testable = false)
  static WebArchive cookie() {
    Settings settings = Settings.seed().without("headerName").with("cookieName", "sso");
    return Wars.configured("cookie", settings.writeTo("cookie.json"));
  }

  @Deployment(name = "authorization", testable = false)
  static WebArchive authorization() {
    Settings settings = Settings.seed().without("headerName");
    return Wars.configured("authorization", settings.writeTo("authorization.json"));
  }

  private static Answer ask(String application, String... headers) {
    return Http.get("/" + application + "/secure/x", headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "Bearer %s", "bearer %s", "  %s  "})
  void theHeaderHoldsTheTokenRawOrAsABearer(String form) {
    assertEquals(200, ask("header", "jwt", form.formatted(Tokens.good().text())).status());
  }

  @Test
  void theHeadersNameHasNoCase() {
    assertEquals(200, ask("header", "JWT", Tokens.good().text()).status());
  }

  @Test
  void aTokenInAnyOtherPlaceIsNotSeen() {
    String token = Tokens.good().text();
    assertEquals(PLAIN, ask("header", "Authorization", "Bearer " + token).challenges());
    assertEquals(PLAIN, ask("header", "Cookie", "jwt=" + token).challenges());
    assertEquals(PLAIN, Http.get("/header/secure/x?jwt=" + token).challenges());
    assertEquals(PLAIN, ask("authorization", "jwt", token).challenges());
    assertEquals(PLAIN, ask("cookie", "jwt", token, "sso", token).challenges());
  }

  @Test
  void aCookieHoldsTheToken() {
    String token = Tokens.good().text();
    assertEquals(200, ask("cookie", "Cookie", "sso=" + token).status());
    assertEquals(200, ask("cookie", "Cookie", "a=b; sso=" + token + "; c=d").status());
  }

  @Test
  void twoCookiesOfTheNameAreRefused() {
    String token = Tokens.good().text();
    Answer answer = ask("cookie", "Cookie", "sso=" + token + "; sso=" + token);
    assertEquals(REPEATED, answer.challenges());
    assertEquals(400, answer.status());
  }

  @Test
  void anExpiredCookieIsRefused() {
    Answer answer = ask("cookie", "Cookie", "sso=" + Tokens.expired().text());
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", "SIGNET-405: the token has expired")),
        answer.challenges());
  }

  @Test
  void authorizationHoldsABearerToken() {
    String token = Tokens.good().text();
    assertEquals(200, ask("authorization", "Authorization", "Bearer " + token).status());
  }

  @Test
  void anotherSchemeIsNoToken() {
    Answer answer = ask("authorization", "Authorization", "Basic dGVzdDp0ZXN0");
    assertEquals(401, answer.status());
    assertEquals(PLAIN, answer.challenges());
    assertEquals(
        200, Http.get("/authorization/open/x", "Authorization", "Basic dGVzdDp0ZXN0").status());
  }

  @Test
  void aTokenMayBeSplitOverSeveralHeaders() {
    String token = Tokens.good().text();
    int third = token.length() / 3;
    Answer answer =
        ask(
            "header",
            "jwt-segments",
            "3",
            "jwt-1",
            token.substring(0, third),
            "jwt-2",
            token.substring(third, 2 * third),
            "jwt-3",
            token.substring(2 * third));
    assertEquals(200, answer.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0", "-1", "100", "many", ""})
  void aSplitTokenThatDoesNotAddUpIsRefused(String segments) {
    Answer answer = ask("header", "jwt-segments", segments, "jwt-1", Tokens.good().text());
    assertEquals(401, answer.status());
    assertEquals(SEGMENTS, answer.challenges());
  }

  @Test
  void aWholeAndASplitTokenAreTwo() {
    String token = Tokens.good().text();
    Answer answer = ask("header", "jwt", token, "jwt-segments", "1", "jwt-1", token);
    assertEquals(REPEATED, answer.challenges());
  }

  @Test
  void aTokenWithAThousandGroupsIsAccepted() {
    String[] groups =
        IntStream.range(0, 1000)
            .mapToObj(i -> i == 999 ? "groupa" : "the-group-" + i)
            .toArray(String[]::new);
    String token = Tokens.good().groups(groups).text();
    assertTrue(token.length() > 20_000);
    assertEquals(200, ask("header", "jwt", token).status());
  }

  @Test
  void aTokenThatIsTooLongIsRefused() {
    String part = "x".repeat(30_000);
    Answer answer = ask("header", "jwt-segments", "3", "jwt-1", part, "jwt-2", part, "jwt-3", part);
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", "SIGNET-103: the token is too long")),
        answer.challenges());
  }
}
