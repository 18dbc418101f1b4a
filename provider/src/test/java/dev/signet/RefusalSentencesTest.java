package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.Configs;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator reads about a refused token: settings and differences, no value. */
class RefusalSentencesTest {
  private static final String HEADER = "definition webseal, alg RS256, typ JWT: ";
  private static final String SECRET = "confidential";

  @TempDir Path directory;

  private Configs config() {
    return Configs.in(directory);
  }

  private static String details(Configs config, Requests request) throws Exception {
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), new SettableClock())) {
      String details = Refused.details(line.authenticate(request.build())).toString();
      assertFalse(details.contains(SECRET), details);
      return details;
    }
  }

  private static String details(Configs config, Tokens token) throws Exception {
    return details(config, jwt(token));
  }

  private static Requests jwt(Tokens token) {
    return Requests.empty().header("jwt", token.compact());
  }

  private static Tokens good() {
    return Tokens.good().claim("sub", SECRET).header("typ", "JWT");
  }

  private static void assertDetails(String expected, Configs config, Tokens token)
      throws Exception {
    assertEquals(HEADER + expected, details(config, token));
  }

  @Test
  void timesAreDifferences() throws Exception {
    Configs config = config().issuer("clockSkew", "60s");
    assertDetails("exp is 95 s ago, clockSkew is 60 s", config, good().time("exp", -95));
    assertDetails("nbf is in 95 s, clockSkew is 60 s", config, good().time("nbf", 95));
    assertDetails("iat is in 95 s, clockSkew is 60 s", config, good().time("iat", 95));
    assertDetails("claim exp is missing", config, good().without("exp"));
    assertDetails(
        "exp must be a number of seconds since 1970, before the year 10000",
        config,
        good().claim("exp", SECRET));
    Configs limited = config.issuer("maxTokenLifetime", "1h").issuer("maxTokenAge", "10m");
    assertDetails(
        "exp is 7200 s after iat, maxTokenLifetime is 3600 s",
        limited,
        good().time("iat", 0).time("exp", 7200));
    assertDetails(
        "iat is 700 s ago, maxTokenAge is 600 s, clockSkew is 60 s",
        limited,
        good().time("iat", -700).time("exp", 60));
    assertDetails(
        "claim iat is missing, and maxTokenLifetime or maxTokenAge is set",
        limited,
        good().without("iat"));
  }

  @Test
  void expectedValuesAreThoseOfTheSettings() throws Exception {
    Configs config =
        config()
            .issuer("audiences", List.of("urn:my-server"))
            .issuer("requiredClaims", Map.of("tenant", List.of("one", "two")));
    Tokens here = good().claim("aud", "urn:my-server");
    assertDetails("aud must have one of urn:my-server", config, good().claim("aud", SECRET));
    assertDetails("aud must have one of urn:my-server", config, good().without("aud"));
    assertDetails("aud must be a string or an array of strings", config, good().claim("aud", 1));
    assertDetails("claim tenant is missing", config, here);
    assertDetails("claim tenant must have one of one, two", config, here.claim("tenant", SECRET));
  }

  @Test
  void theHeaderIsNamed() throws Exception {
    assertEquals(
        "definition webseal, alg ES256, kid k1, typ JWT: alg must be one of RS256",
        details(config(), good().header("alg", "ES256").header("kid", "k1")));
    assertEquals(
        "definition webseal, alg RS256, typ at+jwt: typ must be one of jwt",
        details(config(), good().header("typ", "at+jwt")));
    assertDetails("crit and b64 are refused with any value", config(), good().header("b64", true));
    assertEquals(
        "definition webseal, alg RS256, kid (not a string), typ JWT: kid must be a string",
        details(config(), good().header("kid", 1)));
  }

  @Test
  void withoutADefinitionTheOthersAreNotNamed() throws Exception {
    assertEquals(
        "alg RS256, typ JWT: iss is none of the issuerIdentifiers, of which there are 1",
        details(config(), good().claim("iss", SECRET)));
    assertEquals(
        "alg RS256, typ JWT: claim iss is missing", details(config(), good().without("iss")));
    assertEquals(
        "alg RS256, typ JWT: iss must be a string", details(config(), good().claim("iss", 1)));
  }

  @Test
  void theConditionThatKeepsARequestOutIsNamed() throws Exception {
    Configs config =
        config()
            .issuer(
                "authFilter",
                Map.of(
                    "remoteAddress", Map.of("ip", "10.0.0.0/8"),
                    "requestHeader", Map.of("name", "x-zone", "value", "inner")));
    assertDetails("authFilter: remoteAddress does not match", config, good());
    assertEquals(
        HEADER + "authFilter: requestHeader x-zone does not match",
        details(config, jwt(good()).from("10.1.1.1")));
    assertEquals(
        HEADER + "authFilter: remoteAddress is unknown",
        details(config, jwt(good()).from("no address")));
  }

  @Test
  void eachOfAnIssuersDefinitionsSaysWhyItDoesNotTakeARequest() throws Exception {
    Configs config = config().issuer("authFilter", Map.of("remoteAddress", Map.of("ip", "::1")));
    Map<String, ?> first = config.issuerSettings();
    config.issuer("id", "second").issuer("authFilter", Map.of("host", Map.of("name", "inner")));
    config.root("issuers", List.of(first, config.issuerSettings()));
    assertEquals(
        "alg RS256, typ JWT: definition webseal: authFilter: remoteAddress does not match;"
            + " definition second: authFilter: host does not match",
        details(config, jwt(good())));
  }

  @Test
  void theWrongPlaceIsNamed() throws Exception {
    Configs config = config();
    Map<String, ?> here = config.issuerSettings();
    Configs both =
        config
            .issuer("id", "other")
            .issuer("issuerIdentifier", "https://other")
            .issuer("headerName", "other");
    both.root("issuers", List.of(here, both.issuerSettings()));
    assertEquals(
        HEADER + "takes tokens in header jwt",
        details(both, Requests.empty().header("other", good().compact())));
    assertEquals(
        "tokens in header",
        details(both, jwt(good()).header("other", good().compact()))
            .substring(0, "tokens in header".length()));
  }

  @Test
  void whatIsNoTokenIsDescribedByItsForm() throws Exception {
    assertEquals("header jwt is empty", details(config(), jwtText("")));
    assertEquals("header jwt has a character that no token has", details(config(), jwtText("é")));
    assertEquals(
        "65537 characters, 65536 are allowed", details(config(), jwtText("a".repeat(65_537))));
    assertEquals(
        "a part is not the base64url text of its bytes", details(config(), jwtText("a.b.c")));
    assertEquals(
        "a part is not a JSON object in UTF-8, as RFC 7493 has it",
        details(config(), jwtText(Tokens.base64Url("[]") + ".AAAA.AAAA")));
    assertEquals(
        "header jwt-segments must be a number from 1 to 64",
        details(config(), Requests.empty().header("jwt-segments", SECRET)));
    assertEquals(
        "header jwt-2 is missing",
        details(config(), Requests.empty().header("jwt-segments", "2").header("jwt-1", SECRET)));
    assertEquals(
        "header jwt is there more than once",
        details(config(), jwtText(SECRET).header("jwt", SECRET)));
  }

  private static Requests jwtText(String text) {
    return Requests.empty().header("jwt", text);
  }

  @Test
  void usersAndGroupsAreNamedByTheirClaims() throws Exception {
    assertDetails("claim sub is missing or empty", config(), good().without("sub"));
    assertDetails("claim sub is not a name", config(), good().claim("sub", SECRET + " "));
    assertDetails(
        "groups or scopes: the claim is an object, token refused",
        config(),
        good().claim("groups", Map.of(SECRET, 1)));
    Configs realms =
        config()
            .without("realmName")
            .issuer("realmIdentifier", "tenant")
            .issuer("realms", List.of("bank"));
    assertDetails("claim tenant must have one of bank", realms, good().claim("tenant", SECRET));
    assertDetails(
        "rule 2 of identityMapping has refuse",
        config()
            .issuer(
                "identityMapping",
                Map.of(
                    "rules",
                    List.of(
                        Map.of("match", "x", "user", "y"), Map.of("match", ".*", "refuse", true)))),
        good());
    assertDetails(
        "mapIdentityToRegistryUser is true, for Liberty alone",
        config().issuer("mapIdentityToRegistryUser", true),
        good());
  }

  @Test
  void aUsedTokenIsDescribedAlthoughItIsRemembered() throws Exception {
    Configs config = config().issuer("tokenReuse", false);
    assertDetails("tokenReuse is false, and claim jti is missing or not a string", config, good());
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), new SettableClock())) {
      String token = good().claim("jti", "details-of-a-used-token").compact();
      line.authenticate(Requests.withJwt(token));
      assertEquals(
          HEADER + "tokenReuse is false, and this server has seen this iss and jti",
          Refused.details(line.authenticate(Requests.withJwt(token))).toString());
    }
  }

  @Test
  void aBoundTokenIsDescribed() throws Exception {
    assertDetails(
        "certificateBound is required, and claim cnf is missing",
        config().issuer("certificateBound", "required"),
        good());
    assertDetails(
        "cnf must have x5t#S256 and nothing else", config(), good().claim("cnf", Map.of("jkt", 1)));
    assertDetails(
        "the server has no client certificate for the request",
        config(),
        good().claim("cnf", Map.of("x5t#S256", SECRET)));
  }
}
