package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.CookieManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signet answers the address for logouts on every server: where the application has no servlet for
 * the path, and below a constraint that lets only callers in.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@DisabledIfSystemProperty(
    named = "server.id",
    matches = ".*-soteria.*",
    disabledReason = "the same server as without")
class BackchannelLogoutIT {
  private static final String APPLICATION = "/loggedout";
  private static final String SECOND = "https://second.example.com";

  private static final String SETTINGS =
      """
      { "issuers": [
        { "id": "first", "headerName": "jwt", "issuerIdentifier": "%s", "audiences": "urn:app",
          "signatureAlgorithm": "RS256", "publicKeyLocation": "signer.pem",
          "maxTokenLifetime": "1h", "backchannelLogoutPath": "/signet/logout/first" },
        { "id": "second", "headerName": "jwt", "issuerIdentifier": "%s", "audiences": "urn:app",
          "signatureAlgorithm": "RS256", "publicKeyLocation": "signer.pem",
          "maxTokenLifetime": "1h", "backchannelLogoutPath": "/any/second" } ] }
      """;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    return Wars.configured("loggedout", SETTINGS.formatted(Tokens.ISSUER, SECOND));
  }

  private static Token token(String issuer, String session) {
    return Tokens.good().claim("iss", issuer).claim("aud", "urn:app").claim("sid", session);
  }

  private static Answer post(String path, Token token) {
    return Http.postWith(new CookieManager(), APPLICATION + path, "logout_token=" + token.text());
  }

  private static int page(Token token) {
    return Http.get(APPLICATION + "/any/caller", "jwt", token.text()).status();
  }

  @ParameterizedTest
  @CsvSource({Tokens.ISSUER + ", /signet/logout/first", SECOND + ", /any/second"})
  void theLogoutOfAnIssuerEndsTheSession(String issuer, String path) {
    String session = UUID.randomUUID().toString();
    Token login = token(issuer, session);
    assertEquals(200, page(login));
    assertEquals(405, Http.get(APPLICATION + path).status());
    Answer refused = post(path, login);
    assertEquals(400, refused.status());
    assertTrue(
        refused.body().startsWith("{\"error\":\"invalid_request\",\"error_description\":\"SIGNET-"),
        refused.body());
    assertEquals(200, page(login));
    Answer answer = post(path, logout(issuer, session));
    assertEquals(200, answer.status());
    assertEquals("", answer.body());
    assertEquals("no-store", String.join(",", answer.header("cache-control")));
    assertEquals(401, page(login));
    assertEquals(200, page(token(issuer, session + "2")));
    assertEquals(401, page(logout(issuer, "another")));
  }

  private static Token logout(String issuer, String session) {
    return token(issuer, session)
        .header("typ", "logout+jwt")
        .claim("exp", Tokens.in(Duration.ofMinutes(2)))
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }
}
