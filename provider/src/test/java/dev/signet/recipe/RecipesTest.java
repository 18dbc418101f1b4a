package dev.signet.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trap that is recorded of a proxy, against the very file its recipe shows. */
class RecipesTest {
  private static final String LABEL = "WebSEAL-Jwt";

  @TempDir Path directory;
  private final KeyServer server = KeyServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Recipe recipe(String name) {
    return Recipe.named(name, directory, server);
  }

  private static void assertRefused(Rejection reason, Recipe recipe, Tokens token) {
    assertEquals(reason, Refused.reason(recipe.send(token.compact())));
  }

  private static Tokens es256(Tokens token) {
    return token.signedWith("ES256", TestKeys.P_256.getPrivate());
  }

  /** IBM Verify Access 10 and 11. */
  @Test
  void verifyAccessSendsOneGroupAsAStringAndSeveralAsAnArray() {
    try (Recipe recipe = recipe("verify-access").publishing(KeyServer.jwk(LABEL, rsa()))) {
      Tokens token = recipe.token().header("kid", LABEL).time("nbf", -120);
      assertEquals(
          List.of("groupa"), recipe.caller(token.claim("groups", "groupa").compact()).groups());
      assertEquals(
          List.of("groupa", "groupb"),
          recipe.caller(token.claim("groups", List.of("groupa", "groupb")).compact()).groups());
    }
  }

  @Test
  void verifyAccessWithoutConfiguredIssuerOrSubjectIsRefused() {
    try (Recipe recipe = recipe("verify-access").publishing(KeyServer.jwk(LABEL, rsa()))) {
      assertRefused(Rejection.ISSUER_MISSING, recipe, recipe.token().without("iss"));
      assertRefused(Rejection.USER_MISSING, recipe, recipe.token().without("sub"));
    }
  }

  @Test
  void verifyAccessRepeatsOneTokenAllSession() {
    try (Recipe recipe = recipe("verify-access").publishing(KeyServer.jwk(LABEL, rsa()))) {
      String token = recipe.token().header("kid", LABEL).claim("jti", "one").compact();
      assertEquals("testuser", recipe.caller(token).name());
      assertEquals("testuser", recipe.caller(token).name());
    }
  }

  /** ISAM 9: the kid is the certificate's hash, and the administrator has two certificates. */
  @Test
  void isamNamesItsKeyByTheHashOfTheCertificate() throws Exception {
    X509Certificate old = TestKeys.certificate(TestKeys.OTHER_RSA);
    X509Certificate current = TestKeys.certificate(TestKeys.RSA);
    signers(old, current);
    try (Recipe recipe = recipe("isam")) {
      Tokens token = recipe.token().claim("sess", "s1").claim("groups", List.of("groupa"));
      assertEquals(
          "user:defaultRealm/testuser",
          recipe.caller(token.header("kid", hash(current)).compact()).accessId());
      assertRefused(Rejection.SIGNATURE_INVALID, recipe, token.header("kid", hash(old)));
    }
  }

  @Test
  void googleIapTellsServicesApartByTheirAudience() {
    try (Recipe recipe = recipe("google-iap").publishing(KeyServer.jwk("k", p256()))) {
      Tokens token =
          es256(recipe.token())
              .header("kid", "k")
              .claim("sub", "accounts.google.com:1234")
              .claim("email", "testuser@example.com");
      assertEquals("testuser@example.com", recipe.caller(token.compact()).name());
      assertEquals(List.of(), recipe.caller(token.compact()).groups());
      assertRefused(Rejection.AUDIENCE_WRONG, recipe, token.claim("aud", "/projects/1/apps/other"));
      assertRefused(
          Rejection.AUDIENCE_WRONG, recipe, token.claim("aud", recipe.setting("audiences") + "1"));
    }
  }

  @Test
  void googlesHealthChecksCarryNoToken() {
    try (Recipe recipe = recipe("google-iap").publishing(KeyServer.jwk("k", p256()))) {
      assertEquals(new NotAttempted(), recipe.send(Requests.empty()));
    }
  }

  @Test
  void cloudflareSendsTheAudienceAsAnArrayOrAString() {
    try (Recipe recipe = cloudflare()) {
      Tokens token = cloudflareToken(recipe);
      assertEquals("testuser@example.com", recipe.caller(token.compact()).name());
      token.claim("aud", List.of(recipe.setting("audiences")));
      assertEquals("testuser@example.com", recipe.caller(token.compact()).name());
    }
  }

  @Test
  void cloudflaresOtherApplicationsAndOtherKindsOfTokenAreRefused() {
    try (Recipe recipe = cloudflare()) {
      assertRefused(
          Rejection.AUDIENCE_WRONG, recipe, cloudflareToken(recipe).claim("aud", "f".repeat(64)));
      assertRefused(Rejection.KIND_WRONG, recipe, cloudflareToken(recipe).claim("type", "org"));
      assertRefused(Rejection.KIND_WRONG, recipe, cloudflareToken(recipe).without("type"));
    }
  }

  @Test
  void cloudflaresServiceTokensHaveAnEmptySubjectAndAreNobody() {
    try (Recipe recipe = cloudflare()) {
      Tokens service = cloudflareToken(recipe).claim("sub", "").claim("common_name", "robot");
      assertRefused(Rejection.USER_MISSING, recipe, service);
      assertRefused(Rejection.USER_MISSING, recipe, cloudflareToken(recipe).without("sub"));
    }
  }

  @Test
  void cloudflaresOldAndNewKeyWorkSideBySide() {
    try (Recipe recipe = cloudflare()) {
      Tokens token = cloudflareToken(recipe).header("kid", "new");
      token.signedWith("RS256", TestKeys.OTHER_RSA.getPrivate());
      assertEquals("testuser@example.com", recipe.caller(token.compact()).name());
    }
  }

  /** Cloudflare sends the same token in a cookie as well; only the header is looked at. */
  @Test
  void cloudflaresCookieIsNotLookedAt() {
    try (Recipe recipe = cloudflare()) {
      String token = cloudflareToken(recipe).compact();
      Requests both =
          Requests.empty()
              .header(recipe.setting("headerName"), token)
              .cookie("CF_Authorization", token);
      assertEquals(recipe.send(token), recipe.send(both));
      assertEquals(
          new NotAttempted(), recipe.send(Requests.empty().cookie("CF_Authorization", token)));
    }
  }

  @Test
  void pomeriumsIssuerAndAudienceAreHostNames() {
    try (Recipe recipe = recipe("pomerium").publishing(KeyServer.jwk("k", p256()))) {
      Tokens token =
          es256(recipe.token())
              .header("kid", "k")
              .claim("email", "testuser@example.com")
              .claim("groups", List.of("00g1", "groupa"))
              .time("exp", 300);
      assertEquals(
          List.of("00g1", "groupa"), recipe.caller(token.claim("jti", "1").compact()).groups());
      assertEquals(
          List.of("00g1", "groupa"), recipe.caller(token.claim("jti", "2").compact()).groups());
    }
  }

  @Test
  void pomeriumWithoutASigningKeySendsAnEmptyHeaderAndIsRefused() {
    try (Recipe recipe = recipe("pomerium").publishing(KeyServer.jwk("k", p256()))) {
      assertEquals(Rejection.TOKEN_EMPTY, Refused.reason(recipe.send("")));
    }
  }

  @Test
  void entrasKeysNameNoAlgorithm() {
    try (Recipe recipe = recipe("azure-app-service").publishing(KeyServer.jwk("k", rsa()))) {
      Tokens token = recipe.token().header("kid", "k").header("typ", "JWT").claim("oid", "user-1");
      String group = "22222222-2222-2222-2222-222222222222";
      assertEquals(
          List.of(group, "RoleA"),
          recipe.caller(token.claim("groups", List.of(group)).compact()).groups());
    }
  }

  /** With too many groups Entra sends a pointer instead of the groups: nobody gets a role by it. */
  @Test
  void entrasGroupOverageBringsNoGroup() {
    try (Recipe recipe = recipe("azure-app-service").publishing(KeyServer.jwk("k", rsa()))) {
      Tokens token = recipe.token().header("kid", "k").claim("oid", "user-1");
      token.claim("_claim_names", Map.of("groups", "src1"));
      assertEquals(List.of(), recipe.caller(token.compact()).groups());
    }
  }

  @Test
  void behindOauth2ProxyTheIdentityProvidersTokenCounts() {
    try (Recipe recipe = recipe("oauth2-proxy")) {
      server.publishes(KeyServer.jwk("k", rsa()));
      String metadata =
          Tokens.json(
              Map.of("issuer", recipe.setting("issuerIdentifier"), "jwks_uri", server.url()));
      server.serves(recipe.path("discoveryEndpointUrl"), metadata);
      Tokens token =
          recipe
              .token()
              .header("kid", "k")
              .claim("preferred_username", "testuser")
              .claim(
                  "resource_access",
                  Map.of(
                      "app.example.com", Map.of("roles", List.of("groupa")),
                      "app", Map.of("example", Map.of("com", Map.of("roles", "groupb")))));
      assertEquals(List.of("groupa"), recipe.caller(token.compact()).groups());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-User", "X-Forwarded-Groups", "Remote-User", "iv-user"})
  void unsignedHeadersAreNobody(String header) {
    try (Recipe recipe = recipe("oauth2-proxy")) {
      assertEquals(new NotAttempted(), recipe.send(Requests.empty().header(header, "testuser")));
    }
  }

  @Test
  void zosmfsIssuerIsNoUrlAndItsTokenComesInACookieForNobodyInParticular() throws Exception {
    TestKeys.pem(directory.resolve("zosmf.pem"), "PUBLIC KEY", rsa().getEncoded());
    try (Recipe recipe = recipe("zosmf")) {
      Tokens token = recipe.token().without("aud").claim("groups", "SYSPROG");
      token.signedWith("RS384", TestKeys.RSA.getPrivate());
      assertEquals("user:SAFRealm/testuser", recipe.caller(token.compact()).accessId());
      assertEquals(
          List.of("group:SAFRealm/SYSPROG"), recipe.caller(token.compact()).groupAccessIds());
    }
  }

  /** Payload headers of Envoy and Istio, and App Service's principal: JSON in base64, no JWS. */
  static Stream<String> unsigned() {
    String claims = "{\"sub\":\"testuser\",\"iss\":\"https://idp.example.com\"}";
    return Stream.of(Tokens.base64Url(claims), claims, "opaque-access-token", "testuser");
  }

  @ParameterizedTest
  @MethodSource("unsigned")
  void whatIsNotSignedIsNoToken(String value) {
    try (Recipe recipe = recipe("azure-app-service").publishing(KeyServer.jwk("k", rsa()))) {
      assertEquals(Rejection.TOKEN_MALFORMED, Refused.reason(recipe.send(value)));
    }
  }

  @Test
  void whatSaysItselfThatItIsNotSignedIsRefusedForItsAlgorithm() {
    String claims = "{\"sub\":\"testuser\",\"iss\":\"https://idp.example.com\"}";
    String token = Tokens.base64Url("{\"alg\":\"none\"}") + "." + Tokens.base64Url(claims) + ".";
    try (Recipe recipe = recipe("azure-app-service").publishing(KeyServer.jwk("k", rsa()))) {
      assertEquals(Rejection.ALGORITHM_NOT_ALLOWED, Refused.reason(recipe.send(token)));
    }
  }

  private Recipe cloudflare() {
    return recipe("cloudflare-access")
        .publishing(
            KeyServer.jwk("old", rsa()), KeyServer.jwk("new", TestKeys.OTHER_RSA.getPublic()));
  }

  private static Tokens cloudflareToken(Recipe recipe) {
    return recipe
        .token()
        .header("kid", "old")
        .claim("type", "app")
        .claim("email", "testuser@example.com");
  }

  private void signers(X509Certificate... certificates) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < certificates.length; i++) {
      store.setCertificateEntry("rsakey" + (i + 1), certificates[i]);
    }
    try (OutputStream out = Files.newOutputStream(directory.resolve("signers.p12"))) {
      store.store(out, TestKeys.PASSWORD.toCharArray());
    }
  }

  private static String hash(X509Certificate certificate) throws Exception {
    return Tokens.base64Url(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  private static PublicKey rsa() {
    return TestKeys.RSA.getPublic();
  }

  private static PublicKey p256() {
    return TestKeys.P_256.getPublic();
  }
}
