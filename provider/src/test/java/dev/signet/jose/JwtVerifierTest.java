package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must be, to the second and to the bit. */
class JwtVerifierTest {
  private static final TokenLocation JWT_HEADER = new TokenLocation.Header("jwt");

  @TempDir Path directory;

  private VerifiedJwt verify(Configs config, String token)
      throws TokenRejectedException, VerificationUnavailableException {
    return JwtVerifier.of(config.load(), new SettableClock())
        .verify(CompactJwt.of(token, JWT_HEADER), Channels.SILENT);
  }

  private void assertAccepted(Configs config, Tokens token) {
    try {
      assertEquals("testuser", verify(config, token.compact()).claims().get("sub"));
    } catch (TokenRejectedException | VerificationUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRejected(Rejection expected, Configs config, String token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(config, token));
    assertEquals(expected, refused.rejection());
  }

  private void assertRejected(Rejection expected, Tokens token) {
    assertRejected(expected, Configs.in(directory), token.compact());
  }

  static Stream<Arguments> algorithms() {
    return Stream.of(
        Arguments.of("RS256", TestKeys.RSA),
        Arguments.of("RS384", TestKeys.RSA),
        Arguments.of("RS512", TestKeys.RSA),
        Arguments.of("PS256", TestKeys.RSA),
        Arguments.of("PS384", TestKeys.RSA),
        Arguments.of("PS512", TestKeys.RSA),
        Arguments.of("ES256", TestKeys.P_256),
        Arguments.of("ES384", TestKeys.P_384),
        Arguments.of("ES512", TestKeys.P_521),
        Arguments.of("EdDSA", TestKeys.ED25519),
        Arguments.of("Ed25519", TestKeys.ED25519));
  }

  @Test
  void ed25519AndEdDsaAreOneAlgorithm() {
    for (Object configured : List.of("EdDSA", "Ed25519", List.of("Ed25519", "EdDSA"))) {
      Configs settings =
          Configs.in(directory).key(TestKeys.ED25519).issuer("signatureAlgorithm", configured);
      assertEquals(1, settings.load().issuers().get(0).signatureAlgorithms().size());
      for (String ofToken : List.of("EdDSA", "Ed25519")) {
        assertAccepted(settings, Tokens.good().signedWith(ofToken, TestKeys.ED25519.getPrivate()));
      }
    }
  }

  @Test
  void anOptionalMemberOfTheHeaderThatIsNullIsAbsent() {
    Tokens token = Tokens.good();
    for (String name : List.of("kid", "typ", "cty", "x5t", "x5t#S256", "jku", "jwk", "x5c")) {
      assertAccepted(Configs.in(directory), Tokens.good().header(name, null));
      token.header(name, null);
    }
    assertAccepted(Configs.in(directory), token);
    for (String name : List.of("crit", "b64")) {
      assertRejected(Rejection.HEADER_CRITICAL, Tokens.good().header(name, null));
    }
    assertRejected(
        Rejection.TYPE_NOT_ALLOWED,
        Configs.in(directory).issuer("tokenTypes", "at+jwt"),
        Tokens.good().header("typ", null).compact());
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void everyAlgorithmVerifiesWithItsKey(String algorithm, KeyPair keys) {
    assertAccepted(
        Configs.in(directory).key(keys).issuer("signatureAlgorithm", algorithm),
        Tokens.good().signedWith(algorithm, keys.getPrivate()));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void everyAlgorithmIsRefusedWhereAnotherIsPinned(String algorithm, KeyPair keys) {
    String pinned = algorithm.equals("RS256") ? "PS256" : "RS256";
    assertRejected(
        Rejection.ALGORITHM_NOT_ALLOWED,
        Configs.in(directory).issuer("signatureAlgorithm", pinned),
        Tokens.good().signedWith(algorithm, keys.getPrivate()).compact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "rs256", "RSA-OAEP", ""})
  void anAlgorithmThatIsNotPinnedIsRefused(String algorithm) {
    assertRejected(Rejection.ALGORITHM_NOT_ALLOWED, Tokens.good().header("alg", algorithm));
  }

  @Test
  void aMissingAlgorithmIsRefused() {
    assertRejected(Rejection.ALGORITHM_NOT_ALLOWED, Tokens.good().header("alg", null));
  }

  @Test
  void anotherKeysSignatureIsRefused() {
    assertRejected(
        Rejection.SIGNATURE_INVALID,
        Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()));
  }

  @Test
  void oneChangedCharacterOfTheClaimsIsRefused() {
    String[] good = Tokens.good().compact().split("\\.", -1);
    String[] other = Tokens.good().claim("sub", "adminuser").compact().split("\\.", -1);
    assertRejected(
        Rejection.SIGNATURE_INVALID,
        Configs.in(directory),
        good[0] + "." + other[1] + "." + good[2]);
  }

  @Test
  void aPinnedKeyNeedsNoKid() {
    assertAccepted(Configs.in(directory), Tokens.good().header("kid", "any name"));
  }

  @Test
  void aKidThatIsNoStringIsRefused() {
    assertRejected(Rejection.TOKEN_MALFORMED, Tokens.good().header("kid", 7));
  }

  @ParameterizedTest
  @CsvSource({
    "exp,  -60, EXPIRED",
    "exp,  -61, EXPIRED",
    "nbf,   61, NOT_YET_VALID",
    "iat,   61, ISSUED_IN_FUTURE"
  })
  void outsideTheSkewATimeIsRefused(String claim, long seconds, Rejection expected) {
    assertRejected(expected, Tokens.good().time(claim, seconds));
  }

  @ParameterizedTest
  @CsvSource({"exp, -59", "exp, 0", "nbf, 60", "nbf, 0", "iat, 60"})
  void withinTheSkewATimeIsAccepted(String claim, long seconds) {
    assertAccepted(Configs.in(directory), Tokens.good().time(claim, seconds));
  }

  @ParameterizedTest
  @CsvSource({"exp, 0, EXPIRED", "nbf, 1, NOT_YET_VALID", "iat, 1, ISSUED_IN_FUTURE"})
  void withoutSkewTheSecondCounts(String claim, long seconds, Rejection expected) {
    assertRejected(
        expected,
        Configs.in(directory).issuer("clockSkew", 0),
        Tokens.good().time(claim, seconds).compact());
  }

  @ParameterizedTest
  @CsvSource({
    "-60, EXPIRED",
    "-59, SIGNATURE_INVALID",
    "-60.5, SIGNATURE_INVALID",
    "-253402300800, SIGNATURE_INVALID"
  })
  void aForgedTokenThatHasEndedGetsTheAnswerOfAGenuineOne(String seconds, Rejection expected) {
    BigDecimal exp = new BigDecimal(seconds).add(BigDecimal.valueOf(Tokens.NOW.getEpochSecond()));
    assertRejected(
        expected,
        Tokens.good()
            .claim("exp", new Tokens.Raw(exp.toPlainString()))
            .signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()));
  }

  @Test
  void noKeyIsAskedForAboutATokenThatHasEnded() {
    Configs unreachable =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", "https://127.0.0.1:1/jwks");
    assertThrows(
        VerificationUnavailableException.class, () -> verify(unreachable, Tokens.good().compact()));
    assertRejected(Rejection.EXPIRED, unreachable, Tokens.good().time("exp", -60).compact());
    assertRejected(
        Rejection.ALGORITHM_NOT_ALLOWED, Tokens.good().header("alg", "none").time("exp", -60));
  }

  @Test
  void withoutExpiryATokenIsRefused() {
    assertRejected(Rejection.EXPIRY_MISSING, Tokens.good().without("exp"));
  }

  static Stream<Object> noTimes() {
    return Stream.of(
        "1900000000",
        true,
        List.of(1),
        Map.of(),
        new Tokens.Raw("null"),
        new Tokens.Raw("1e999"),
        new Tokens.Raw("99999999999999999999"));
  }

  @ParameterizedTest
  @MethodSource("noTimes")
  void aTimeThatIsNoNumberOfSecondsIsRefused(Object value) {
    assertRejected(Rejection.CLAIM_MALFORMED, Tokens.good().claim("exp", value));
  }

  @Test
  void aFractionOfASecondDoesNotLengthenAToken() {
    double almostASecondMore = Tokens.NOW.getEpochSecond() - 60 + 0.9;
    assertRejected(Rejection.EXPIRED, Tokens.good().claim("exp", almostASecondMore));
  }

  @Test
  void theIssuerIsComparedExactly() {
    assertRejected(Rejection.ISSUER_UNKNOWN, Tokens.good().claim("iss", Tokens.ISSUER + "/"));
    assertRejected(Rejection.ISSUER_UNKNOWN, Tokens.good().claim("iss", ""));
    assertRejected(Rejection.ISSUER_MISSING, Tokens.good().without("iss"));
    assertRejected(Rejection.ISSUER_MISSING, Tokens.good().claim("iss", List.of(Tokens.ISSUER)));
  }

  @Test
  void anIssuersTokenInAnothersPlaceIsRefused() {
    TokenRejectedException refused =
        assertThrows(
            TokenRejectedException.class,
            () ->
                JwtVerifier.of(Configs.in(directory).load(), new SettableClock())
                    .verify(
                        CompactJwt.of(Tokens.good().compact(), new TokenLocation.Cookie("jwt")),
                        Channels.SILENT));
    assertEquals(Rejection.ISSUER_TRANSPORT, refused.rejection());
  }

  @Test
  void oneOfSeveralAudiencesIsEnough() {
    Configs config = Configs.in(directory).issuer("audiences", List.of("urn:a", "urn:b"));
    assertAccepted(config, Tokens.good().claim("aud", "urn:b"));
    assertAccepted(config, Tokens.good().claim("aud", List.of("urn:x", "urn:a")));
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    Configs config = Configs.in(directory).issuer("audiences", "urn:a");
    assertRejected(Rejection.AUDIENCE_MISSING, config, Tokens.good().compact());
    assertRejected(
        Rejection.AUDIENCE_MISSING, config, Tokens.good().claim("aud", List.of()).compact());
    assertRejected(Rejection.AUDIENCE_WRONG, config, Tokens.good().claim("aud", "urn:b").compact());
    assertRejected(
        Rejection.CLAIM_MALFORMED, config, Tokens.good().claim("aud", List.of(7)).compact());
    assertRejected(
        Rejection.AUDIENCE_WRONG, config, Tokens.good().claim("aud", "ALL_AUDIENCES").compact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "application/jwt"})
  void aJwtMaySayThatItIsOne(String typ) {
    assertAccepted(Configs.in(directory), Tokens.good().header("typ", typ));
  }

  @Test
  void aTokenOfAnotherTypeIsRefused() {
    assertRejected(Rejection.TYPE_NOT_ALLOWED, Tokens.good().header("typ", "logout+jwt"));
    assertRejected(Rejection.TYPE_NOT_ALLOWED, Tokens.good().header("typ", 1));
  }

  @Test
  void anExtensionIsRefused() {
    assertRejected(Rejection.HEADER_CRITICAL, Tokens.good().header("crit", List.of("exp")));
    assertRejected(Rejection.HEADER_CRITICAL, Tokens.good().header("b64", false));
  }

  static Stream<String> malformed() {
    String good = Tokens.good().compact();
    String[] parts = good.split("\\.", -1);
    return Stream.of(
        "garbage",
        "a.b.c",
        "..",
        parts[0] + "." + parts[1],
        parts[0] + "." + parts[1] + ".",
        good + ".",
        good + ".a.b",
        "." + parts[1] + "." + parts[2],
        parts[0] + ".." + parts[2],
        // the last character has bits that no byte needs
        parts[0] + "." + parts[1] + "." + otherLastBits(parts[2]),
        signed("{\"alg\":\"RS256\"}", "[]"),
        signed("{\"alg\":\"RS256\"}", "\"text\""),
        signed("{\"alg\":\"RS256\"}", "{}{}"),
        signed("{\"alg\":\"RS256\"}", "{\"iss\":\"a\",\"iss\":\"b\"}"),
        signed("{\"alg\":\"RS256\",\"alg\":\"RS256\"}", "{\"iss\":\"a\"}"),
        signed("{\"alg\":\"RS256\"}", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"),
        parts[0] + "." + Tokens.base64Url(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}) + ".AAAA");
  }

  private static String signed(String header, String payload) {
    return Tokens.compact(header, payload, TestKeys.RSA.getPrivate());
  }

  private static String otherLastBits(String part) {
    char last = part.charAt(part.length() - 1);
    return part.substring(0, part.length() - 1) + (char) (last == 'Z' ? 'Y' : last + 1);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNotOneSerializationIsRefused(String token) {
    assertRejected(Rejection.TOKEN_MALFORMED, Configs.in(directory), token);
  }

  @Test
  void aVerifiedTokenPrintsNoClaim() throws Exception {
    VerifiedJwt jwt = verify(Configs.in(directory), Tokens.good().compact());
    assertEquals("VerifiedJwt[issuer definition webseal]", jwt.toString());
  }

  @Test
  void theClaimsCannotBeChanged() throws Exception {
    VerifiedJwt jwt =
        verify(
            Configs.in(directory), Tokens.good().claim("deep", Map.of("a", List.of(1))).compact());
    Map<?, ?> deep = assertInstanceOf(Map.class, jwt.claims().get("deep"));
    assertThrows(UnsupportedOperationException.class, () -> jwt.claims().remove("sub"));
    assertThrows(UnsupportedOperationException.class, deep::clear);
    assertFalse(jwt.claims().isEmpty());
  }
}
