package dev.signet.junction.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.keys.SelfSignedCertificate;
import dev.signet.junction.mint.MintCommand;
import dev.signet.junction.mint.TokenMint;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ForgerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final JsonObject CLAIMS =
      Json.createObjectBuilder()
          .add("iss", MintCommand.DEFAULT_ISSUER)
          .add("sub", "testuser")
          .add("groups", Json.createArrayBuilder().add("groupa"))
          .add("iat", NOW.getEpochSecond())
          .add("exp", NOW.plusSeconds(60).getEpochSecond())
          .build();

  private static SigningKey key;
  private static TokenMint mint;
  private static Forger forger;

  @BeforeAll
  static void makeKeys() throws Exception {
    key = SelfSignedCertificate.forTokens("rsakey1").make("rsakey1");
    mint = new TokenMint(key, SignatureAlgorithm.RS256, KeyIdScheme.X5T_S256, CLOCK);
    forger = new Forger(CLOCK);
  }

  @Test
  void aChangedPayloadHasTheOldSignature() throws Exception {
    String truth = mint.sign(CLAIMS);
    String forged = forger.forge(Forgery.PAYLOAD, truth, mint);
    assertEquals(afterLastDot(truth), afterLastDot(forged));
    assertEquals("[\"groupa\",\"groupb\"]", claims(forged).getJsonArray("groups").toString());
    assertFalse(isSigned(forged));
  }

  @Test
  void aChangedSignatureIsUnderTheTruePayload() throws Exception {
    String truth = mint.sign(CLAIMS);
    String forged = forger.forge(Forgery.SIGNATURE, truth, mint);
    assertEquals(CLAIMS, claims(forged));
    assertEquals(truth.length(), forged.length());
    assertFalse(isSigned(forged));
  }

  @Test
  void noneHasAnEmptySignature() {
    String forged = forger.forge(Forgery.NONE, mint.sign(CLAIMS), mint);
    assertEquals("none", DecodedToken.of(forged).header().getString("alg"));
    assertTrue(forged.endsWith("."));
  }

  @Test
  void anExpiredOneIsSignedWellAndAnHourOld() throws Exception {
    String forged = forger.forge(Forgery.EXPIRED, mint.sign(CLAIMS), mint);
    assertTrue(isSigned(forged));
    assertEquals(NOW.minusSeconds(3600).getEpochSecond(), claims(forged).getInt("exp"));
    assertEquals(NOW.minusSeconds(7200).getEpochSecond(), claims(forged).getInt("iat"));
  }

  @Test
  void anotherIssuerIsNamedUnderAGoodSignature() throws Exception {
    String forged = forger.forge(Forgery.ISSUER, mint.sign(CLAIMS), mint);
    assertTrue(isSigned(forged));
    assertEquals("https://issuer.invalid", claims(forged).getString("iss"));
  }

  @Test
  void anUnknownKeySaysItsOwnKeyId() throws Exception {
    String truth = mint.sign(CLAIMS);
    String forged = forger.forge(Forgery.KEY, truth, mint);
    assertFalse(isSigned(forged));
    assertEquals(CLAIMS, claims(forged));
    assertNotEquals(DecodedToken.of(truth).header(), DecodedToken.of(forged).header());
  }

  private static JsonObject claims(String token) {
    return DecodedToken.of(token).claims();
  }

  private static String afterLastDot(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static boolean isSigned(String token) throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setCompactSerialization(token);
    signature.setKey(key.certificate().getPublicKey());
    return signature.verifySignature();
  }
}
