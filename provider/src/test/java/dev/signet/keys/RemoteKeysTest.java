package dev.signet.keys;

import static dev.signet.testing.KeyServer.jwk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys found through metadata, and keys that have a document each. */
class RemoteKeysTest {
  private static final String KID = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";
  private static final String OTHER_KID = "ffffffff-0a1b-0a1b-0a1b-0a1b2c3d4e5f";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final KeyServer server = KeyServer.start();
  private @Nullable JwtVerifier verifier;

  @AfterEach
  void stop() {
    server.close();
    if (verifier != null) {
      verifier.close();
    }
  }

  private Configs settings() {
    return Configs.in(directory).without("publicKeyLocation").issuer("httpsRequired", false);
  }

  private void start(Configs settings) {
    verifier = JwtVerifier.of(settings.load(), clock);
  }

  private void verify(@Nullable String kid, String algorithm, KeyPair keys)
      throws TokenRejectedException, VerificationUnavailableException {
    String token =
        Tokens.good().header("kid", kid).signedWith(algorithm, keys.getPrivate()).compact();
    var unused =
        Objects.requireNonNull(verifier)
            .verify(CompactJwt.of(token, new TokenLocation.Header("jwt")), Channels.SILENT);
  }

  private void discover(String issuer, String jwksUri) {
    server.serves(
        "/.well-known/openid-configuration",
        Tokens.json(Map.of("issuer", issuer, "jwks_uri", jwksUri)));
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(
        settings().issuer("discoveryEndpointUrl", server.url("/.well-known/openid-configuration")));
  }

  @Test
  void theIssuersOwnMetadataSaysWhereTheKeysAre() throws Exception {
    discover(Tokens.ISSUER, server.url());
    verify("k1", "RS256", TestKeys.RSA);
  }

  @ParameterizedTest
  @ValueSource(strings = {Tokens.ISSUER + "/", "https://other.example", ""})
  void theMetadataOfAnotherIssuerIsNotBelieved(String issuer) {
    discover(issuer, server.url());
    assertThrows(VerificationUnavailableException.class, () -> verify("k1", "RS256", TestKeys.RSA));
    assertEquals(
        Optional.of("the metadata names another issuer"),
        Objects.requireNonNull(verifier).keyStatuses().get(0).lastFailure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "jwks", "", "http:///jwks", "ftp://127.0.0.1/jwks"})
  void anAddressThatIsNoWebAddressIsNotAsked(String jwksUri) {
    discover(Tokens.ISSUER, jwksUri);
    assertThrows(VerificationUnavailableException.class, () -> verify("k1", "RS256", TestKeys.RSA));
    assertEquals(
        Optional.of("the metadata's jwks_uri is not an absolute https URL"),
        Objects.requireNonNull(verifier).keyStatuses().get(0).lastFailure());
  }

  @Test
  void anAddressWithAnUnderscoreInItsHostIsNamed() {
    discover(Tokens.ISSUER, "https://key_server.example/jwks");
    assertThrows(VerificationUnavailableException.class, () -> verify("k1", "RS256", TestKeys.RSA));
    assertEquals(
        Optional.of(
            "the metadata's jwks_uri has an underscore in its host name, which Java's HTTP"
                + " client does not accept: use a host name of letters, digits, hyphens and dots"),
        Objects.requireNonNull(verifier).keyStatuses().get(0).lastFailure());
  }

  private void startPemPerKid() throws Exception {
    publish(KID, TestKeys.P_256);
    start(
        settings()
            .issuer("signatureAlgorithm", "ES256")
            .issuer("pemEndpointUrl", server.url("/keys/{kid}"))
            .issuer("kidPattern", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
  }

  private void publish(String kid, KeyPair keys) throws Exception {
    Path pem =
        TestKeys.pem(directory.resolve("key.pem"), "PUBLIC KEY", keys.getPublic().getEncoded());
    server.serves("/keys/" + kid, Files.readString(pem));
  }

  @Test
  void eachKidHasItsDocument() throws Exception {
    startPemPerKid();
    verify(KID, "ES256", TestKeys.P_256);
    verify(KID, "ES256", TestKeys.P_256);
    assertEquals(1, server.fetches());
    publish(OTHER_KID, TestKeys.P_256);
    clock.advance(Duration.ofSeconds(10));
    verify(OTHER_KID, "ES256", TestKeys.P_256);
    assertEquals(2, server.fetches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "", "0a1b", KID + "/..", KID + "\n", "x@evil.example/"})
  void aKidThatDoesNotMatchNeverGetsIntoAnAddress(String kid) throws Exception {
    startPemPerKid();
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(kid, "ES256", TestKeys.P_256));
    assertEquals(Rejection.KEY_UNKNOWN, refused.rejection());
    assertEquals(0, server.fetches());
  }

  @Test
  void aGenerousPatternStillLetsNothingThroughThatIsNoAddress() throws Exception {
    start(
        settings()
            .issuer("signatureAlgorithm", "ES256")
            .issuer("pemEndpointUrl", server.url("/keys/{kid}"))
            .issuer("kidPattern", "[^~]*"));
    TokenRejectedException refused =
        assertThrows(
            TokenRejectedException.class, () -> verify("a b\n{}", "ES256", TestKeys.P_256));
    assertEquals(Rejection.KEY_UNKNOWN, refused.rejection());
    assertEquals(0, server.fetches());
  }

  @Test
  void aKidWithoutADocumentIsRefusedAndAskedForOnceInAMinute() throws Exception {
    startPemPerKid();
    for (int i = 0; i < 100; i++) {
      assertRefused(OTHER_KID);
    }
    assertEquals(1, server.fetches());
    clock.advance(Duration.ofMinutes(1));
    assertRefused(OTHER_KID);
    assertEquals(2, server.fetches());
    verify(KID, "ES256", TestKeys.P_256);
  }

  private void assertRefused(String kid) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(kid, "ES256", TestKeys.P_256));
    assertEquals(Rejection.KEY_UNKNOWN, refused.rejection());
  }

  @Test
  void aDocumentThatIsNoKeyLeavesItUnavailable() throws Exception {
    startPemPerKid();
    server.serves("/keys/" + KID, "<html>no key</html>");
    assertThrows(
        VerificationUnavailableException.class, () -> verify(KID, "ES256", TestKeys.P_256));
  }
}
