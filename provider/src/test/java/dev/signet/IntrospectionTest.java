package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.ConfigException;
import dev.signet.settings.ConfigProblem;
import dev.signet.testing.Configs;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer that is asked about its tokens, instead of their signature or besides. */
class IntrospectionTest {
  private static final String OPAQUE = "2YotnFZFEjr1zCsicMWpAA/~+==";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final IntrospectionEndpoint issuer = IntrospectionEndpoint.start();

  @AfterEach
  void stop() {
    issuer.close();
  }

  private Configs config(String method) {
    Configs config =
        Configs.in(directory)
            .issuer("validationMethod", method)
            .issuer("validationEndpointUrl", issuer.url())
            .issuer("clientId", IntrospectionEndpoint.CLIENT)
            .issuer("clientSecret", IntrospectionEndpoint.SECRET)
            .issuer("httpsRequired", false);
    return method.equals("both")
        ? config
        : config.without("publicKeyLocation").without("signatureAlgorithm");
  }

  private JwtAuthenticator line(String method) {
    return JwtAuthenticator.of(config(method).load(), clock);
  }

  private String claims(Map<String, ?> more) {
    Map<String, Object> claims = new TreeMap<>(more);
    claims.putIfAbsent("active", true);
    claims.putIfAbsent("sub", "testuser");
    claims.putIfAbsent("exp", clock.instant().getEpochSecond() + 3600);
    return Tokens.json(claims);
  }

  private static AuthenticationResult ask(JwtAuthenticator line, String token)
      throws VerificationUnavailableException {
    return line.authenticate(Requests.withJwt(token));
  }

  private static void assertRejected(Rejection reason, AuthenticationResult result) {
    assertEquals(reason, assertInstanceOf(Rejected.class, result).reason());
  }

  @Test
  void anOpaqueTokenIsWhatItsIssuerSays() throws Exception {
    issuer.says(OPAQUE, claims(Map.of("groups", List.of("groupa"), "scope", "read")));
    try (JwtAuthenticator line = line("introspect")) {
      Authenticated caller = assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      assertEquals("user:defaultRealm/testuser", caller.identity().accessId());
      assertEquals(List.of("groupa"), caller.identity().groups());
      assertEquals(Tokens.ISSUER, caller.jwt().claims().get("iss"));
      assertRejected(Rejection.NOT_ACTIVE, ask(line, "another-token"));
    }
  }

  @Test
  void anAnswerMayBeginWithAByteOrderMark() throws Exception {
    issuer.says(OPAQUE, "\uFEFF" + claims(Map.of()));
    try (JwtAuthenticator line = line("introspect")) {
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
    }
  }

  @Test
  void aSignedTokenOfAnIssuerThatIsAskedIsWhatItSaysToo() throws Exception {
    String token = Tokens.good().compact();
    try (JwtAuthenticator line = line("introspect")) {
      assertRejected(Rejection.NOT_ACTIVE, ask(line, token));
    }
    issuer.says(token, claims(Map.of()));
    try (JwtAuthenticator line = line("introspect")) {
      assertInstanceOf(Authenticated.class, ask(line, token));
    }
  }

  @Test
  void inAdditionToTheSignatureBothHaveToSayYes() throws Exception {
    String token = Tokens.good().compact();
    try (JwtAuthenticator line = line("both")) {
      assertRejected(Rejection.NOT_ACTIVE, ask(line, token));
    }
    issuer.says(token, claims(Map.of()));
    try (JwtAuthenticator line = line("both")) {
      assertInstanceOf(Authenticated.class, ask(line, token));
      int questions = issuer.questions();
      String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
      assertRejected(Rejection.SIGNATURE_INVALID, ask(line, forged));
      assertRejected(Rejection.TOKEN_MALFORMED, ask(line, OPAQUE));
      assertEquals(questions, issuer.questions());
    }
  }

  /** On a server that remembers a caller by this key, another answer has to be another caller. */
  @Test
  void anotherAnswerHasAnotherCacheKeyAndTheSameAnswerTheSame() throws Exception {
    try (JwtAuthenticator line = line("introspect")) {
      String first = keyAfter(line, Map.of("groups", List.of("groupa")));
      assertEquals(first, keyAfter(line, Map.of("groups", List.of("groupa"))));
      Set<String> keys = new HashSet<>(Set.of(first));
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupb")))));
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupa", "groupb")))));
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupagroupb")))));
      assertTrue(keys.add(keyAfter(line, Map.of("sub", "other"))));
      // the principal has the claims, and an application may look at them
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupa"), "scope", "read"))));
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupa"), "level", 1))));
      assertTrue(keys.add(keyAfter(line, Map.of("groups", List.of("groupa"), "level", "1"))));
    }
  }

  private String keyAfter(JwtAuthenticator line, Map<String, ?> claims)
      throws VerificationUnavailableException {
    clock.advance(Duration.ofSeconds(60));
    Map<String, Object> answer = new TreeMap<>(claims);
    answer.put("exp", Tokens.NOW.getEpochSecond() + 3600);
    issuer.says(OPAQUE, claims(answer));
    return assertInstanceOf(Authenticated.class, ask(line, OPAQUE)).cacheKey();
  }

  @Test
  void anAnswerIsGoodForAWhileAndNoLongerThanTheToken() throws Exception {
    issuer.says(OPAQUE, claims(Map.of("exp", clock.instant().getEpochSecond() + 90)));
    try (JwtAuthenticator line = line("introspect")) {
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      assertEquals(1, issuer.questions());
      clock.advance(Duration.ofSeconds(60));
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      assertEquals(2, issuer.questions());
      issuer.says(OPAQUE, "{\"active\":false}");
      clock.advance(Duration.ofSeconds(29));
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      clock.advance(Duration.ofSeconds(1));
      assertRejected(Rejection.NOT_ACTIVE, ask(line, OPAQUE));
    }
  }

  @Test
  void oneBadTokenIsOneQuestion() throws Exception {
    try (JwtAuthenticator line = line("introspect")) {
      assertRejected(Rejection.NOT_ACTIVE, ask(line, OPAQUE));
      assertRejected(Rejection.NOT_ACTIVE, ask(line, OPAQUE));
      assertEquals(1, issuer.questions());
    }
  }

  @Test
  void whatTheIssuerSaysIsValidatedAsAToken() throws Exception {
    issuer.says(OPAQUE, claims(Map.of("exp", clock.instant().getEpochSecond() - 60)));
    issuer.says("no-end", "{\"active\":true,\"sub\":\"testuser\"}");
    issuer.says("another-issuers", claims(Map.of("iss", "https://other.example.com")));
    issuer.says("nobodys", "{\"active\":true,\"exp\":99999999999}");
    try (JwtAuthenticator line = line("introspect")) {
      assertRejected(Rejection.EXPIRED, ask(line, OPAQUE));
      assertRejected(Rejection.EXPIRY_MISSING, ask(line, "no-end"));
      assertRejected(Rejection.NOT_ACTIVE, ask(line, "another-issuers"));
      assertRejected(Rejection.USER_MISSING, ask(line, "nobodys"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"active\":\"true\"}",
        "{}",
        "{\"active\":true,\"active\":true}",
        "no"
      })
  void anAnswerThatIsNotInTheWordsOfTheStandardSaysNothing(String body) {
    issuer.says(OPAQUE, body);
    try (JwtAuthenticator line = line("introspect")) {
      VerificationUnavailableException undecided =
          assertThrows(VerificationUnavailableException.class, () -> ask(line, OPAQUE));
      assertEquals("unavailable: the answer of issuer definition webseal", undecided.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 500})
  void anotherStatusSaysNothing(int status) {
    issuer.says(OPAQUE, claims(Map.of())).status(status);
    try (JwtAuthenticator line = line("introspect")) {
      assertThrows(VerificationUnavailableException.class, () -> ask(line, OPAQUE));
    }
  }

  @Test
  void anIssuerThatIsDownSaysNothingAndWhatItSaidBeforeHoldsForItsWhile() throws Exception {
    issuer.says(OPAQUE, claims(Map.of()));
    try (JwtAuthenticator line = line("introspect")) {
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      issuer.close();
      assertInstanceOf(Authenticated.class, ask(line, OPAQUE));
      assertThrows(VerificationUnavailableException.class, () -> ask(line, "another"));
      clock.advance(Duration.ofSeconds(60));
      assertThrows(VerificationUnavailableException.class, () -> ask(line, OPAQUE));
    }
  }

  @Test
  void aMemberThatIsNullIsNotThere() throws Exception {
    issuer.says(OPAQUE, "{\"active\":false,\"iss\":null}");
    issuer.says("null-claims", claims(nulls("iss", "nbf", "iat", "groups", "client_id")));
    issuer.says("null-end", claims(nulls("exp")));
    issuer.says("null-user", claims(nulls("sub")));
    issuer.says("null-answer", claims(nulls("active")));
    try (JwtAuthenticator line = line("introspect")) {
      assertRejected(Rejection.NOT_ACTIVE, ask(line, OPAQUE));
      Authenticated caller = assertInstanceOf(Authenticated.class, ask(line, "null-claims"));
      assertEquals(Tokens.ISSUER, caller.jwt().claims().get("iss"));
      assertFalse(caller.jwt().claims().containsKey("client_id"));
      assertRejected(Rejection.EXPIRY_MISSING, ask(line, "null-end"));
      assertRejected(Rejection.USER_MISSING, ask(line, "null-user"));
      assertThrows(VerificationUnavailableException.class, () -> ask(line, "null-answer"));
    }
  }

  private static Map<String, Tokens.Raw> nulls(String... names) {
    return Stream.of(names).collect(Collectors.toMap(name -> name, name -> new Tokens.Raw("null")));
  }

  @Test
  void garbageIsKnownBeforeAnybodyIsAsked() throws Exception {
    try (JwtAuthenticator line = line("introspect")) {
      for (String garbage : List.of("a=b", "=", "==a", "a b", "a,b", "\u00e9", "a%20b", "\"a\"")) {
        assertRejected(Rejection.TOKEN_MALFORMED, ask(line, garbage));
      }
      assertRejected(Rejection.TOKEN_TOO_LONG, ask(line, "a".repeat(8_193)));
      assertRejected(Rejection.EXPIRED, ask(line, Tokens.good().time("exp", -3600).compact()));
      assertRejected(
          Rejection.CLAIM_MALFORMED, ask(line, Tokens.good().claim("exp", "never").compact()));
      assertEquals(0, issuer.questions());
      assertRejected(Rejection.NOT_ACTIVE, ask(line, "a".repeat(8_192)));
      assertEquals(1, issuer.questions());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tokenTypes, at+jwt",
    "preset, cloudflare-access",
    "preset, aws-alb",
    "keyManagementKeyAlias, key",
    "keyStoreRef, store",
    "trustStoreRef, store",
    "kidPattern, [a-z]+",
    "allowRsaKeysBelow2048Bits, true",
    "jwkMinRefreshInterval, 1s",
    "jwkMaxRefreshInterval, 5m",
    "jwkUnknownKidInterval, 10s",
    "jwkMaxStaleness, 1h",
    "jwkSeedLocation, seed.json"
  })
  void whatIsOfNoUseWhereTheIssuerIsAskedAloneIsAMistake(String name, String value) {
    Object setting = value.equals("true") ? true : value;
    List<String> problems = problems(config("introspect").issuer(name, setting));
    assertTrue(
        problems.contains(
            "issuers[0]."
                + name
                + ": has no effect with validationMethod introspect; use validationMethod both"),
        problems::toString);
  }

  private List<String> problems(Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return wrong.problems().stream().map(ConfigProblem::toString).toList();
  }

  @Test
  void whatItTakesIsTold() {
    assertEquals(
        List.of(
            "issuers[0].validationEndpointUrl: is missing: the address where the issuer is asked (RFC"
                + " 7662)",
            "issuers[0].clientId: is missing: the client id with which the issuer is asked",
            "issuers[0].clientSecret: is missing: the password of the client id,"
                + " preferably as ${env.NAME}"),
        problems(Configs.in(directory).issuer("validationMethod", "both")));
    assertEquals(
        List.of("issuers[0].clientId: is allowed only with validationMethod introspect or both"),
        problems(Configs.in(directory).issuer("clientId", "x")));
    assertEquals(
        List.of(
            "issuers[0].signatureAlgorithm: has no effect with validationMethod"
                + " introspect; use validationMethod both"),
        problems(config("introspect").issuer("signatureAlgorithm", "RS256")));
    assertEquals(
        List.of("issuers[0].jwkReadTimeout: must be more than 0 and at most 60 seconds"),
        problems(config("both").issuer("jwkReadTimeout", 0)));
    assertEquals(
        List.of("issuers[0].validationMethod: must be one of local, introspect, both"),
        problems(Configs.in(directory).issuer("validationMethod", "userinfo")));
  }
}
