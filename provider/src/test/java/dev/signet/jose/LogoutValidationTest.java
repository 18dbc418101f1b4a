package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.SignetConfig;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a logout token, claim by claim. */
class LogoutValidationTest {
  private static final String PATH = "/signet/logout";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private Configs config() {
    return Configs.in(directory)
        .issuer("backchannelLogoutPath", PATH)
        .issuer("backchannelLogoutAudiences", "client")
        .issuer("maxTokenLifetime", "1h");
  }

  private static Tokens logout() {
    return Tokens.logout("client");
  }

  private LogoutToken verify(SignetConfig config, String token) throws Exception {
    try (JwtVerifier verifier = JwtVerifier.of(config, clock)) {
      return verifier.verifyLogout(PATH, token, Channels.SILENT);
    }
  }

  private LogoutToken accepted(Tokens token) throws Exception {
    return verify(config().load(), token.compact());
  }

  private String refused(String token) {
    return refused(config(), token);
  }

  private String refused(Configs config, String token) {
    TokenRejectedException refusal =
        assertThrows(TokenRejectedException.class, () -> verify(config.load(), token));
    assertEquals(Rejection.LOGOUT_TOKEN_INVALID, refusal.rejection());
    assertEquals("webseal", refusal.details().definition());
    return String.join("; ", refusal.details().sentences());
  }

  @Test
  void aLogoutTokenHasASessionAUserOrBoth() throws Exception {
    LogoutToken both = accepted(logout());
    assertEquals(Optional.of("login"), both.session());
    assertEquals(Optional.of("testuser"), both.subject());
    assertEquals("one", both.id());
    assertEquals(Tokens.ISSUER, both.issuer());
    assertEquals(Tokens.NOW, both.issuedAt());
    assertEquals(Tokens.NOW.plusSeconds(120 + 600), both.invalidFrom());
    assertEquals("LogoutToken[issuer definition webseal]", both.toString());
    assertEquals(Optional.empty(), accepted(logout().without("sid")).session());
    assertEquals(Optional.empty(), accepted(logout().without("sub")).subject());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "sid, sub | claims sid and sub are missing, and one of them is needed",
        "jti | claim jti is missing",
        "events | claim events is missing or no object: the token is no logout token",
        "iss | iss is not the issuerIdentifier of the definition with this path",
        "iat | claim iat is missing",
        "aud | SIGNET-402, the token has no audience (aud); aud must have one of client",
        "exp | SIGNET-404, the token has no expiration time (exp); claim exp is missing"
      })
  void eachClaimIsNeeded(String missing, String sentence) {
    Tokens token = logout();
    for (String claim : missing.split(", ", -1)) {
      token = token.without(claim);
    }
    assertEquals(sentence, refused(token.compact()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "sid | 5 | claim sid must be a string that is not empty",
        "sid | `` | claim sid must be a string that is not empty",
        "sub | [] | claim sub must be a string that is not empty",
        "jti | 7 | claim jti must be a string that is not empty",
        "jti | `` | claim jti must be a string that is not empty",
        "nonce | x | claim nonce is there, which no logout token has",
        "nonce | null | claim nonce is there, which no logout token has",
        "events | [] | claim events is missing or no object: the token is no logout token",
        "events | {} | claim events has no object named"
            + " http://schemas.openid.net/event/backchannel-logout",
        "iss | https://other | iss is not the issuerIdentifier of the definition with this path",
        "iat | x | SIGNET-401, a registered claim of the token, such as aud or exp, is malformed;"
            + " iat must be a number of seconds since 1970, before the year 10000",
        "aud | other | SIGNET-403, the token's audience (aud) is not accepted; aud must have one of"
            + " client"
      })
  void aWrongClaimIsRefused(String claim, String value, String sentence) {
    Object json = value.matches("\\d|\\[]|\\{}|null") ? new Tokens.Raw(value) : value;
    assertEquals(sentence, refused(logout().claim(claim, json).compact()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "null", "\"yes\"", "[]"})
  void theEventMustBeAnObject(String value) {
    String events = "{\"http://schemas.openid.net/event/backchannel-logout\": " + value + "}";
    assertEquals(
        "claim events has no object named http://schemas.openid.net/event/backchannel-logout",
        refused(logout().claim("events", new Tokens.Raw(events)).compact()));
  }

  @Test
  void otherEventsAndOtherAudiencesMayStandBesideIt() throws Exception {
    accepted(
        logout()
            .claim(
                "events",
                Map.of(
                    "http://schemas.openid.net/event/backchannel-logout",
                    Map.of("x", 1),
                    "revoke_offline_access",
                    true))
            .claim("aud", List.of("other", "client")));
  }

  /** Two minutes and the clock skew of a minute. */
  @Test
  void itIsFreshToTheSecond() throws Exception {
    accepted(logout().time("iat", -179));
    assertEquals(
        "iat is 180 s ago, a logout token is accepted for 120 s, clockSkew is 60 s",
        refused(logout().time("iat", -180).compact()));
    accepted(logout().time("iat", 60));
    assertEquals(
        "SIGNET-407, the token's issue time (iat) is in the future; iat is in 61 s, clockSkew is 60"
            + " s",
        refused(logout().time("iat", 61).compact()));
    accepted(logout().time("exp", -59));
    assertEquals(
        "SIGNET-405, the token has expired; exp is 60 s ago, clockSkew is 60 s",
        refused(logout().time("exp", -60).compact()));
    clock.advance(Duration.ofSeconds(60));
    assertEquals(
        "SIGNET-406, the token is not yet valid (nbf); nbf is in 61 s, clockSkew is 60 s",
        refused(logout().time("nbf", 121).compact()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "Logout+JWT", "application/logout+jwt", "JWT"})
  void itsTypeIsThatOfALogoutTokenOrNone(String type) throws Exception {
    accepted(logout().header("typ", type));
    accepted(logout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "secevent+jwt", "id+jwt", ""})
  void anotherTypeIsRefusedEvenOneOfTheDefinition(String type) {
    Configs config = config().issuer("tokenTypes", List.of("at+jwt", "JWT"));
    assertEquals(
        "SIGNET-303, the token's type (typ) is not allowed; typ must be one of jwt, logout+jwt",
        refused(config, logout().header("typ", type).compact()));
  }

  @Test
  void theDefinitionsKeyAndAlgorithmDecide() {
    assertEquals(
        "SIGNET-305, the token's signature is invalid; keys tried: 1",
        refused(logout().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact()));
    assertEquals(
        "SIGNET-301, the token's signature algorithm (alg) is not allowed; alg must be one of"
            + " RS256",
        refused(logout().signedWith("ES256", TestKeys.P_256.getPrivate()).compact()));
    assertEquals(
        "SIGNET-301, the token's signature algorithm (alg) is not allowed; the token has no"
            + " signature",
        refused(
            Tokens.base64Url("{\"alg\":\"none\"}")
                + "."
                + logout().compact().split("\\.", -1)[1]
                + "."));
    assertEquals("the token is no JWT", refused("opaque"));
    assertEquals(
        "SIGNET-302, the token's header requires an unsupported extension; crit and b64 are refused"
            + " with any value",
        refused(logout().header("crit", List.of("exp")).compact()));
  }

  /** A token of a login is none, whatever claims its user can choose but events. */
  @Test
  void anIdentityIsNoLogoutToken() {
    assertEquals(
        "claim events is missing or no object: the token is no logout token",
        refused(
            Tokens.good().claim("aud", "client").claim("sid", "x").claim("jti", "x").compact()));
  }

  @Test
  void withoutAudiencesOfTheirOwnTheDefinitionsCount() throws Exception {
    Configs config =
        config()
            .without("backchannelLogoutAudiences")
            .issuer("audiences", List.of("urn:app", "client"));
    verify(config.load(), logout().compact());
    assertEquals(
        "SIGNET-403, the token's audience (aud) is not accepted; aud must have one of client,"
            + " urn:app",
        refused(config, Tokens.logout("urn:other").compact()));
  }

  @Test
  void anotherPathTakesNone() {
    try (JwtVerifier verifier = JwtVerifier.of(config().load(), clock)) {
      assertEquals(Optional.of("webseal"), verifier.logoutAt(PATH));
      assertEquals(Optional.empty(), verifier.logoutAt(PATH + "/"));
      assertThrows(
          IllegalArgumentException.class,
          () -> verifier.verifyLogout("/", logout().compact(), Channels.SILENT));
    }
  }

  @Test
  void whileTheKeysAreUnavailableItIsNotJudged() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.answers(503);
      Configs config =
          config()
              .without("publicKeyLocation")
              .issuer("httpsRequired", false)
              .issuer("jwkEndpointUrl", server.url());
      assertThrows(
          VerificationUnavailableException.class, () -> verify(config.load(), logout().compact()));
    }
  }
}
