package dev.signet.keys;

import static dev.signet.testing.KeyServer.jwk;
import static dev.signet.testing.KeyServer.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.jose.VerifiedJwt;
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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from a real HTTP server: chosen by name, changed while running, missing for a while. */
class RefreshedKeysTest {
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

  private Configs settings(String url) {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("signatureAlgorithm", List.of("RS256", "ES256", "EdDSA"))
        .issuer("jwkEndpointUrl", url)
        .issuer("httpsRequired", false)
        .issuer("jwkConnectTimeout", 20)
        .issuer("jwkReadTimeout", 20);
  }

  private void start(String url) {
    start(settings(url));
  }

  private void start(Configs settings) {
    verifier = JwtVerifier.of(settings.load(), clock);
  }

  private KeyStatus status() {
    return Objects.requireNonNull(verifier).keyStatuses().get(0);
  }

  /** Lets time pass and waits until the keys have been asked for because of it. */
  private void pass(Duration time) throws Exception {
    long before = status().attempts();
    clock.advance(time);
    awaitTrue(() -> status().attempts() > before);
  }

  private VerifiedJwt verify(Tokens token)
      throws TokenRejectedException, VerificationUnavailableException {
    return Objects.requireNonNull(verifier)
        .verify(CompactJwt.of(token.compact(), new TokenLocation.Header("jwt")), Channels.SILENT);
  }

  private void assertRejected(Rejection expected, Tokens token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(token));
    assertEquals(expected, refused.rejection());
  }

  private static Tokens token(String kid, String algorithm, KeyPair keys) {
    return Tokens.good().header("kid", kid).signedWith(algorithm, keys.getPrivate());
  }

  private static final Tokens FIRST = token("k1", "RS256", TestKeys.RSA);
  private static final String FIRST_TEXT = FIRST.compact();
  private static final Tokens SECOND = token("k2", "RS256", TestKeys.OTHER_RSA);

  @Test
  void theTokensKidChoosesTheKey() throws Exception {
    server.publishes(
        jwk("k1", TestKeys.RSA.getPublic()),
        jwk("k2", TestKeys.OTHER_RSA.getPublic()),
        jwk("e1", TestKeys.P_256.getPublic()),
        jwk("d1", TestKeys.ED25519.getPublic()));
    start(server.url());
    verify(FIRST);
    verify(SECOND);
    verify(token("e1", "ES256", TestKeys.P_256));
    verify(token("d1", "EdDSA", TestKeys.ED25519));
    assertRejected(Rejection.SIGNATURE_INVALID, token("k1", "RS256", TestKeys.OTHER_RSA));
    assertRejected(Rejection.KEY_UNKNOWN, token("k1", "ES256", TestKeys.P_256));
  }

  @Test
  void withoutAKidTheFewKeysThatFitAreTried() throws Exception {
    server.publishes(
        jwk("k1", TestKeys.RSA.getPublic()),
        jwk("k2", TestKeys.OTHER_RSA.getPublic()),
        jwk("e1", TestKeys.P_256.getPublic()));
    start(server.url());
    verify(Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()));
    assertRejected(
        Rejection.SIGNATURE_INVALID,
        Tokens.good().signedWith("RS256", TestKeys.WEAK_RSA.getPrivate()));
  }

  static Stream<Map<String, Object>> unfit() {
    Map<String, Object> jwk = jwk("k1", TestKeys.RSA.getPublic());
    return Stream.of(
        with(jwk, "use", "enc"),
        with(jwk, "key_ops", List.of("encrypt")),
        with(jwk, "alg", "RS512"),
        with(jwk, "alg", "RSA-OAEP"),
        jwk("k1", TestKeys.WEAK_RSA.getPublic()));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void aKeyForSomethingElseIsNotUsed(Map<String, Object> key) {
    server.publishes(key, jwk("other", TestKeys.P_256.getPublic()));
    start(server.url());
    assertRejected(Rejection.KEY_UNKNOWN, FIRST);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    server.publishes(
        jwk("k1", TestKeys.RSA.getPublic()), jwk("k2", TestKeys.OTHER_RSA.getPublic()));
    verify(SECOND);
    verify(FIRST);
  }

  @Test
  void inventedKeysLeadToFewFetches() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    int before = server.fetches();
    for (int i = 0; i < 50; i++) {
      assertRejected(Rejection.KEY_UNKNOWN, token("invented" + i, "RS256", TestKeys.OTHER_RSA));
    }
    assertEquals(1, server.fetches() - before);
    verify(FIRST);
  }

  @Test
  void aWithdrawnKeyStopsWorkingAtTheNextRefreshForRememberedTokensToo() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    CompactJwt token = CompactJwt.of(FIRST.compact(), new TokenLocation.Header("jwt"));
    JwtVerifier running = Objects.requireNonNull(verifier);
    VerifiedJwt remembered = running.verify(token, Channels.SILENT);
    assertTrue(running.isStillValid(remembered, token, Channels.SILENT));
    server.publishes(jwk("k2", TestKeys.OTHER_RSA.getPublic()));
    clock.advance(Duration.ofMinutes(5));
    awaitTrue(() -> !running.isStillValid(remembered, token, Channels.SILENT));
    assertRejected(Rejection.KEY_UNKNOWN, FIRST);
  }

  @Test
  void aFailedRefreshKeepsTheLastGoodKeys() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    int before = server.fetches();
    server.answers(500, "broken");
    clock.advance(Duration.ofMinutes(5));
    awaitTrue(() -> server.fetches() > before);
    verify(FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "[]", "{}", "{\"keys\":[]}", "{\"keys\":7}", "huge"})
  void whatIsNoKeySetLeavesTheKeysUnavailable(String body) {
    server.answers(200, body.equals("huge") ? " ".repeat(300_000) + "{\"keys\":[]}" : body);
    start(server.url());
    VerificationUnavailableException unavailable =
        assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
    assertEquals("webseal", unavailable.issuerId());
    assertTrue(unavailable.retryAfterSeconds() > 0);
  }

  @Test
  void whereNobodyListensTheKeysAreUnavailableUntilSomebodyDoes() throws Exception {
    int port = server.port();
    server.close();
    start("http://127.0.0.1:" + port + "/jwks");
    assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
    try (KeyServer back = KeyServer.start(port)) {
      back.publishes(jwk("k1", TestKeys.RSA.getPublic()));
      clock.advance(Duration.ofSeconds(5));
      verify(FIRST);
      assertFalse(back.fetches() == 0);
    }
  }

  @Test
  void keysAreFetchedAheadOfTheirAge() throws Exception {
    server.cacheControl("public, max-age=100").publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    clock.advance(Duration.ofSeconds(74));
    Thread.sleep(1_500);
    assertEquals(1, server.fetches(), "not before three quarters of the age");
    pass(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-age=1", "no-cache, max-age=86400"})
  void aServerCannotMakeUsAskMoreOftenThanTheMinimum(String cacheControl) throws Exception {
    server.cacheControl(cacheControl).publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    clock.advance(Duration.ofSeconds(29));
    Thread.sleep(1_500);
    assertEquals(1, server.fetches());
    pass(Duration.ofSeconds(1));
  }

  @Test
  void aServerCannotMakeUsKeepKeysLongerThanTheMaximum() throws Exception {
    server.cacheControl("max-age=31536000").publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    pass(Duration.ofMinutes(5));
  }

  @Test
  void theLastGoodKeysEndWithTheirStaleness() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(settings(server.url()).issuer("jwkMaxStaleness", "1h"));
    CompactJwt token =
        CompactJwt.of(
            Tokens.good().header("kid", "k1").time("exp", 86_400).compact(),
            new TokenLocation.Header("jwt"));
    JwtVerifier running = Objects.requireNonNull(verifier);
    VerifiedJwt remembered = running.verify(token, Channels.SILENT);
    server.close();
    pass(Duration.ofMinutes(59));
    assertTrue(running.isStillValid(remembered, token, Channels.SILENT));
    clock.advance(Duration.ofMinutes(2));
    assertFalse(running.isStillValid(remembered, token, Channels.SILENT));
    assertThrows(
        VerificationUnavailableException.class, () -> running.verify(token, Channels.SILENT));
    assertEquals(0, status().keys());
    assertTrue(status().lastFailure().isPresent());
  }

  @Test
  void aServerThatHangsHoldsUpNobodyWhoseKeyIsKnown() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(settings(server.url()).issuer("jwkReadTimeout", 3));
    verify(FIRST);
    server.hangs(true);
    Thread stranger =
        new Thread(() -> assertRejected(Rejection.KEY_UNKNOWN, token("x", "RS256", TestKeys.RSA)));
    stranger.start();
    awaitTrue(() -> server.fetches() > 1);
    verify(FIRST);
    assertTrue(stranger.isAlive(), "the known key did not wait for the unknown one");
    stranger.join();
  }

  @Test
  void aFloodOfInventedNamesLeadsToFewFetchesAndAKnownKeyStaysKnown() throws Exception {
    server.publishes(jwk("k1", TestKeys.RSA.getPublic()));
    start(server.url());
    verify(FIRST);
    int before = server.fetches();
    for (int i = 0; i < 10_000; i++) {
      assertUnknown("invented" + i);
    }
    verify(FIRST);
    assertEquals(1, server.fetches() - before);
    clock.advance(Duration.ofSeconds(10));
    assertUnknown("invented0");
    assertEquals(1, server.fetches() - before, "a name asked for in vain is not asked for again");
    assertUnknown("new");
    assertEquals(2, server.fetches() - before);
  }

  /** The signature is another token's: nobody looks at it before the key is known. */
  private void assertUnknown(String kid) {
    String header = Tokens.base64Url("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}");
    String token = header + FIRST_TEXT.substring(FIRST_TEXT.indexOf('.'));
    TokenRejectedException refused =
        assertThrows(
            TokenRejectedException.class,
            () ->
                Objects.requireNonNull(verifier)
                    .verify(
                        CompactJwt.of(token, new TokenLocation.Header("jwt")), Channels.SILENT));
    assertEquals(Rejection.KEY_UNKNOWN, refused.rejection());
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    KeyServer elsewhere =
        server.serves(
            "/elsewhere",
            Tokens.json(Map.of("keys", List.of(jwk("k1", TestKeys.RSA.getPublic())))));
    elsewhere.answers(302, "");
    start(server.url());
    assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
    assertEquals(
        Optional.of(
            "the server answered with status 302, a redirect to the host 127.0.0.1; redirects are"
                + " not followed"),
        status().lastFailure());
  }

  static Stream<List<?>> nothingUsable() {
    Map<String, Object> good = jwk("k1", TestKeys.RSA.getPublic());
    return Stream.of(
        List.of(good, jwk("k1", TestKeys.OTHER_RSA.getPublic())),
        List.of(Map.of("kty", "oct", "k", "c2VjcmV0", "kid", "s")),
        List.of(with(good, "d", "AQAB")),
        List.of(with(good, "kty", "none")),
        List.of(7),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("nothingUsable")
  void aKeySetWithoutAUsableKeyGivesNone(List<?> keys) {
    server.answers(200, Tokens.json(Map.of("keys", keys)));
    start(server.url());
    assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
    assertEquals(
        Optional.of("the key set has no key for the issuer's algorithms"), status().lastFailure());
  }

  @Test
  void aSeedFileServesUntilTheServerIsThere() throws Exception {
    String keySet = Tokens.json(Map.of("keys", List.of(jwk("k1", TestKeys.RSA.getPublic()))));
    Files.writeString(directory.resolve("seed.json"), keySet);
    int port = server.port();
    server.close();
    start(settings("http://127.0.0.1:" + port + "/jwks").issuer("jwkSeedLocation", "seed.json"));
    verify(FIRST);
  }

  private Configs tls(KeyServer tlsServer, X509Certificate trusted) throws Exception {
    TestKeys.trustStore(directory.resolve("tls.p12"), "PKCS12", "tls", trusted);
    return settings(tlsServer.url())
        .issuer("httpsRequired", true)
        .issuer("jwkTrustStoreRef", "tls")
        .root(
            "keyStores",
            List.of(Map.of("id", "tls", "location", "tls.p12", "password", TestKeys.PASSWORD)));
  }

  @Test
  void theServersCertificateIsVerifiedWithTheTrustStoreNamed() throws Exception {
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    try (KeyServer tlsServer = KeyServer.startTls(certificate)) {
      tlsServer.publishes(jwk("k1", TestKeys.RSA.getPublic()));
      start(tls(tlsServer, certificate));
      verify(FIRST);
    }
  }

  @Test
  void aTrustStoreThatHasChangedCountsFromTheNextFetchOn() throws Exception {
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    try (KeyServer tlsServer = KeyServer.startTls(certificate)) {
      tlsServer.publishes(jwk("k1", TestKeys.RSA.getPublic()));
      start(tls(tlsServer, TestKeys.certificate(TestKeys.P_384)));
      assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
      Path store = directory.resolve("tls.p12");
      Files.writeString(store, "half a file");
      pass(Duration.ofMinutes(5));
      assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
      TestKeys.trustStore(store, "PKCS12", "tls", certificate);
      pass(Duration.ofMinutes(5));
      verify(FIRST);
    }
  }

  static Stream<Arguments> certificatesNotToBeTrusted() {
    X509Certificate good = TestKeys.certificate(TestKeys.P_256);
    X509Certificate ended =
        TestKeys.certificate(TestKeys.P_256, Instant.now().minusSeconds(86_400));
    return Stream.of(
        Arguments.of(good, TestKeys.certificate(TestKeys.P_384)), Arguments.of(ended, good));
  }

  @ParameterizedTest
  @MethodSource("certificatesNotToBeTrusted")
  void aCertificateThatIsNotTrustedOrHasEndedGivesNoKeys(
      X509Certificate shown, X509Certificate trusted) throws Exception {
    try (KeyServer tlsServer = KeyServer.startTls(shown)) {
      tlsServer.publishes(jwk("k1", TestKeys.RSA.getPublic()));
      start(tls(tlsServer, trusted));
      assertThrows(VerificationUnavailableException.class, () -> verify(FIRST));
      assertEquals(
          Optional.of("the server's TLS certificate is not trusted, or TLS failed"),
          status().lastFailure());
    }
  }

  /** Waits for what another thread brings about; gives up after half a minute. */
  private static void awaitTrue(java.util.function.BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertTrue(condition.getAsBoolean());
  }
}
