package dev.signet.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Refused;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as an AWS Application Load Balancer writes them: padded, and half of it in the header. */
class AwsAlbTest {
  private static final String KID = "12345678-1234-1234-1234-123456789012";
  private static final Base64.Encoder PADDED = Base64.getUrlEncoder();

  @TempDir Path directory;
  private final KeyServer server = KeyServer.start();
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> payload = new LinkedHashMap<>();

  @BeforeEach
  void writeAGoodToken() {
    byte[] der = TestKeys.P_256.getPublic().getEncoded();
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    server.serves("/" + KID, pem);
    header.put("typ", "JWT");
    header.put("kid", KID);
    header.put("alg", "ES256");
    header.put("iss", "https://idp.example.com");
    header.put("exp", Tokens.NOW.getEpochSecond() + 120);
    payload.put("sub", "1234");
    payload.put("email", "testuser@example.com");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Recipe recipe() {
    Recipe recipe = Recipe.named("aws-alb", directory, server);
    header.putIfAbsent("signer", recipe.setting("signer"));
    header.putIfAbsent("client", recipe.setting("client"));
    return recipe;
  }

  private String token(Base64.Encoder encoder) {
    String input =
        encoder.encodeToString(bytes(Tokens.json(header)))
            + "."
            + encoder.encodeToString(bytes(Tokens.json(payload)));
    return input + "." + encoder.encodeToString(signature(input));
  }

  private static byte[] signature(String input) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(TestKeys.P_256.getPrivate());
      signature.update(bytes(input));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(Rejection reason) {
    try (Recipe recipe = recipe()) {
      assertEquals(reason, Refused.reason(recipe.send(token(PADDED))));
    }
  }

  /** Three lengths of the payload, so that its part ends in none, one and two characters of it. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abc"})
  void paddingIsPartOfWhatIsSigned(String filler) {
    payload.put("filler", filler);
    try (Recipe recipe = recipe()) {
      assertEquals("user:aws/testuser@example.com", recipe.caller(token(PADDED)).accessId());
    }
  }

  @Test
  void takingThePaddingAwayBreaksTheSignature() {
    try (Recipe recipe = recipe()) {
      String stripped = token(PADDED).replace("=", "");
      assertEquals(Rejection.SIGNATURE_INVALID, Refused.reason(recipe.send(stripped)));
    }
  }

  @Test
  void tokensThatWereSignedWithoutPaddingAreGoodToo() {
    try (Recipe recipe = recipe()) {
      assertEquals("testuser@example.com", recipe.caller(token(PADDED.withoutPadding())).name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "==", "A="})
  void morePaddingThanThereIsIsMalformed(String more) {
    try (Recipe recipe = recipe()) {
      assertEquals(Rejection.TOKEN_MALFORMED, Refused.reason(recipe.send(token(PADDED) + more)));
    }
  }

  @Test
  void issuerAndExpiryAreTakenFromTheHeader() {
    try (Recipe recipe = recipe()) {
      Authenticated caller = assertInstanceOf(Authenticated.class, recipe.send(token(PADDED)));
      assertEquals("https://idp.example.com", caller.jwt().claims().get("iss"));
      assertEquals(Tokens.NOW.plusSeconds(120), caller.jwt().expiresAt());
    }
  }

  @Test
  void anExpiryInTheHeaderThatHasPassedIsRefused() {
    header.put("exp", Tokens.NOW.getEpochSecond() - 60);
    assertRefused(Rejection.EXPIRED);
  }

  @Test
  void aTokenWithoutExpiryAnywhereIsRefused() {
    header.remove("exp");
    assertRefused(Rejection.EXPIRY_MISSING);
  }

  @Test
  void aTokenWithoutIssuerAnywhereIsRefused() {
    header.remove("iss");
    assertRefused(Rejection.ISSUER_MISSING);
  }

  @Test
  void anIssuerInTheHeaderThatIsNotTrustedIsRefused() {
    header.put("iss", "https://other.example.com");
    assertRefused(Rejection.ISSUER_MISSING);
  }

  @Test
  void aClaimThatIsInBothPlacesMustSayTheSame() {
    payload.put("exp", header.getOrDefault("exp", 0));
    payload.put("iss", "https://idp.example.com");
    try (Recipe recipe = recipe()) {
      assertEquals("testuser@example.com", recipe.caller(token(PADDED)).name());
    }
    payload.put("exp", Tokens.NOW.getEpochSecond() + 121);
    assertRefused(Rejection.CLAIM_MALFORMED);
  }

  /** The keys are those of all customers of a region: any of them gets this far. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:elasticloadbalancing:eu-central-1:999999999999:loadbalancer/app/web/0123456789abcdef",
        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdeg"
      })
  void anotherLoadBalancersTokenIsRefusedBeforeAKeyIsFetched(String signer) {
    header.put("signer", signer);
    assertRefused(Rejection.SIGNER_WRONG);
    assertEquals(0, server.fetches());
  }

  @Test
  void aSignerThatIsNoStringIsRefused() {
    header.put("signer", List.of("x"));
    assertRefused(Rejection.SIGNER_WRONG);
  }

  @Test
  void aTokenForAnotherClientIsRefusedBeforeAKeyIsFetched() {
    header.put("client", "somebody-else");
    assertRefused(Rejection.CLIENT_WRONG);
    assertEquals(0, server.fetches());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../other-bucket", "12345678-1234-1234-1234-123456789012/..", "%2e%2e", "x"})
  void aKidThatIsNoUuidNeverGetsIntoAnAddress(String kid) {
    header.put("kid", kid);
    int before = server.fetches();
    assertRefused(Rejection.KEY_UNKNOWN);
    assertEquals(before, server.fetches());
  }

  @Test
  void paddingAndClaimsInTheHeaderAreRefusedFromEveryOtherIssuer() throws Exception {
    header.put("iss", Tokens.ISSUER);
    payload.put("iss", Tokens.ISSUER);
    TestKeys.pem(
        directory.resolve("zosmf.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    try (Recipe recipe = Recipe.named("zosmf", directory, server)) {
      payload.put("iss", "zOSMF");
      assertEquals(Rejection.TOKEN_MALFORMED, Refused.reason(recipe.send(token(PADDED))));
      header.put("iss", "zOSMF");
      payload.remove("iss");
      assertEquals(
          Rejection.ISSUER_MISSING, Refused.reason(recipe.send(token(PADDED.withoutPadding()))));
    }
  }
}
