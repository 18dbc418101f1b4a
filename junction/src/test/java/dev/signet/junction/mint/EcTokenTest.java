package dev.signet.junction.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.Password;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.keys.SelfSignedCertificate;
import jakarta.json.JsonValue;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcTokenTest {
  @ParameterizedTest
  @CsvSource({
    "ES256,secp256r1,SHA256withECDSAinP1363Format",
    "ES384,secp384r1,SHA384withECDSAinP1363Format",
    "ES512,secp521r1,SHA512withECDSAinP1363Format"
  })
  void theJdkVerifiesAnEcToken(SignatureAlgorithm algorithm, String curve, String jdkName)
      throws Exception {
    KeyPair pair = keyPair(curve);
    TokenMint mint = new TokenMint(key(pair), algorithm, KeyIdScheme.LABEL, InstantSource.system());

    String token = mint.mint(request());

    int lastDot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance(jdkName);
    signature.initVerify(pair.getPublic());
    signature.update(token.substring(0, lastDot).getBytes(US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(token.substring(lastDot + 1))));
  }

  @Test
  void theCurveDecidesTheAlgorithm() throws Exception {
    SigningKey key = key(keyPair("secp384r1"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TokenMint(
                    key, SignatureAlgorithm.ES256, KeyIdScheme.NONE, InstantSource.system()));
    assertEquals(
        "ES256 needs an EC key on the curve P-256, which 'eckey' is not", refusal.getMessage());
  }

  @Test
  void noTextOfAKeyOrAPasswordShowsIt() throws Exception {
    assertEquals("SigningKey[eckey]", key(keyPair("secp256r1")).toString());
    assertEquals("Password[not shown]", Password.of("secret").toString());
  }

  private static KeyPair keyPair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  /** The certificate is any: none of these tests asks for its hash. */
  private static SigningKey key(KeyPair pair) throws Exception {
    X509Certificate any = SelfSignedCertificate.forTokens("any").make("any").certificate();
    return new SigningKey("eckey", pair.getPrivate(), any);
  }

  private static TokenRequest request() {
    return new TokenRequest(
        "issuer",
        "user",
        List.of(),
        List.of(),
        "session",
        Duration.ofMinutes(1),
        JsonValue.EMPTY_JSON_OBJECT);
  }
}
