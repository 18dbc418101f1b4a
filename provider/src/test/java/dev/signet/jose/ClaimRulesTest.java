package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition may ask of a token beyond the registered claims. */
class ClaimRulesTest {
  private static final String THUMBPRINT = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private Configs config() {
    return Configs.in(directory);
  }

  private VerifiedJwt verify(Configs config, Tokens token, Channel channel) throws Exception {
    try (JwtVerifier verifier = JwtVerifier.of(config.load(), clock)) {
      return verifier.verify(
          CompactJwt.of(token.compact(), new TokenLocation.Header("jwt")), channel);
    }
  }

  private void assertAccepted(Configs config, Tokens token) throws Exception {
    assertEquals("testuser", verify(config, token, Channels.SILENT).claims().get("sub"));
  }

  private void assertRejected(Rejection expected, Configs config, Tokens token, Channel channel) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(config, token, channel));
    assertEquals(expected, refused.rejection());
  }

  private void assertRejected(Rejection expected, Configs config, Tokens token) {
    assertRejected(expected, config, token, Channels.SILENT);
  }

  private Tokens lasting(long seconds) {
    long now = clock.instant().getEpochSecond();
    return Tokens.good().claim("iat", now).claim("exp", now + seconds);
  }

  @Test
  void aTokenMustNotLastLongerThanAllowed() throws Exception {
    Configs config = config().issuer("maxTokenLifetime", "1h");
    assertAccepted(config, lasting(3600));
    assertRejected(Rejection.LIFETIME_TOO_LONG, config, lasting(3601));
    assertRejected(Rejection.ISSUED_AT_MISSING, config, Tokens.good().without("iat"));
  }

  @Test
  void aTokenMustNotBeOlderThanAllowed() throws Exception {
    Configs config = config().issuer("maxTokenAge", 600).issuer("clockSkew", 5);
    Tokens token = lasting(7200);
    VerifiedJwt young = verify(config, token, Channels.SILENT);
    assertEquals(clock.instant().plusSeconds(600), young.expiresAt());
    clock.advance(Duration.ofSeconds(604));
    assertAccepted(config, token);
    clock.advance(Duration.ofSeconds(1));
    assertRejected(Rejection.TOO_OLD, config, token);
  }

  @ParameterizedTest
  @CsvSource({
    "at+jwt, at+jwt, true",
    "at+jwt, AT+JWT, true",
    "at+jwt, application/at+jwt, true",
    "application/at+jwt, at+jwt, true",
    "at+jwt, JWT, false",
    "at+jwt, '', false",
    "jwt, at+jwt, false"
  })
  void anAccessTokenIsToldByItsType(String allowed, String typ, boolean isAccepted)
      throws Exception {
    Configs config = config().issuer("tokenTypes", allowed);
    if (isAccepted) {
      assertAccepted(config, Tokens.good().header("typ", typ));
    } else {
      assertRejected(Rejection.TYPE_NOT_ALLOWED, config, Tokens.good().header("typ", typ));
    }
  }

  @Test
  void whereAccessTokensAreAskedForATokenWithoutATypeIsNone() {
    assertRejected(
        Rejection.TYPE_NOT_ALLOWED, config().issuer("tokenTypes", "at+jwt"), Tokens.good());
  }

  @Test
  void claimsMayBeRequiredAndTheirValuesToo() throws Exception {
    Configs config =
        config()
            .issuer(
                "requiredClaims", Map.of("client_id", List.of("batch", "web"), "acr.level", "*"));
    Tokens good = Tokens.good().claim("client_id", "web").claim("acr", Map.of("level", 2));
    assertAccepted(config, good);
    assertAccepted(config, good.claim("client_id", List.of("x", "batch")));
    assertRejected(Rejection.REQUIRED_CLAIM_WRONG, config, good.claim("client_id", "other"));
    assertRejected(Rejection.REQUIRED_CLAIM_MISSING, config, good.without("client_id"));
    assertRejected(
        Rejection.REQUIRED_CLAIM_MISSING,
        config,
        Tokens.good().claim("client_id", "web").claim("acr", Map.of()));
  }

  private static Channel showing(String... thumbprints) {
    return Channels.saying(ChannelAttribute.CERTIFICATE_THUMBPRINT, thumbprints);
  }

  @Test
  void aTokenThatIsBoundToACertificateIsItsHoldersAlone() throws Exception {
    Tokens bound = Tokens.good().claim("cnf", Map.of("x5t#S256", THUMBPRINT));
    assertEquals("webseal", verify(config(), bound, showing(THUMBPRINT)).issuerId());
    assertRejected(Rejection.CONFIRMATION_MISMATCH, config(), bound, Channels.SILENT);
    assertRejected(
        Rejection.CONFIRMATION_MISMATCH, config(), bound, showing("B" + THUMBPRINT.substring(1)));
  }

  @Test
  void aTokenThatIsBoundInAnotherWayIsRefusedUnlessToldOtherwise() throws Exception {
    Tokens bound = Tokens.good().claim("cnf", Map.of("jkt", THUMBPRINT));
    assertRejected(Rejection.CONFIRMATION_MISMATCH, config(), bound, showing(THUMBPRINT));
    assertRejected(
        Rejection.CONFIRMATION_MISMATCH,
        config(),
        Tokens.good().claim("cnf", "x"),
        showing(THUMBPRINT));
    Configs relaxed = config().issuer("certificateBound", "ignored");
    assertAccepted(relaxed, bound);
    assertTrue(
        relaxed.load().warnings().stream()
            .anyMatch(warning -> warning.path().equals("webseal.certificateBound")));
  }

  @Test
  void bindingMayBeRequired() throws Exception {
    Configs config = config().issuer("certificateBound", "required");
    assertRejected(Rejection.HOLDER_MISSING, config, Tokens.good(), showing(THUMBPRINT));
    Tokens bound = Tokens.good().claim("cnf", Map.of("x5t#S256", THUMBPRINT));
    assertEquals("webseal", verify(config, bound, showing(THUMBPRINT)).issuerId());
  }

  @Test
  void aRememberedTokenIsItsHoldersStill() throws Exception {
    Tokens bound = Tokens.good().claim("cnf", Map.of("x5t#S256", THUMBPRINT));
    CompactJwt token = CompactJwt.of(bound.compact(), new TokenLocation.Header("jwt"));
    try (JwtVerifier verifier = JwtVerifier.of(config().load(), clock)) {
      VerifiedJwt verified = verifier.verify(token, showing(THUMBPRINT));
      assertTrue(verifier.isStillValid(verified, token, showing(THUMBPRINT)));
      assertFalse(verifier.isStillValid(verified, token, Channels.SILENT));
    }
  }
}
