package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed JWT in a JWE, and nothing else in one. */
class DecryptionTest {
  @TempDir Path directory;

  private Configs config(KeyPair decrypting) throws Exception {
    PrivateKeyStores.write(directory.resolve("private.p12"), "enc1", decrypting);
    return Configs.in(directory)
        .issuer("keyStoreRef", "private")
        .issuer("keyManagementKeyAlias", "enc1")
        .root(
            "keyStores",
            List.of(
                Map.of("id", "private", "location", "private.p12", "password", TestKeys.PASSWORD)));
  }

  private static JsonWebEncryption jwe(String algorithm, String encryption, KeyPair keys) {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    jwe.setAlgorithmHeaderValue(algorithm);
    jwe.setEncryptionMethodHeaderParameter(encryption);
    jwe.setContentTypeHeaderValue("JWT");
    jwe.setPayload(Tokens.good().compact());
    jwe.setKey(keys.getPublic());
    return jwe;
  }

  private static VerifiedJwt verify(Configs config, String token) throws Exception {
    return JwtVerifier.of(config.load(), new SettableClock())
        .verify(CompactJwt.of(token, new TokenLocation.Header("jwt")), Channels.SILENT);
  }

  private static void assertRejected(Rejection expected, Configs config, String token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(config, token));
    assertEquals(expected, refused.rejection());
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("RSA-OAEP", "A128GCM", TestKeys.OTHER_RSA),
        Arguments.of("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA),
        Arguments.of("RSA-OAEP-256", "A192GCM", TestKeys.OTHER_RSA),
        Arguments.of("RSA-OAEP-256", "A128CBC-HS256", TestKeys.OTHER_RSA),
        Arguments.of("RSA-OAEP-256", "A192CBC-HS384", TestKeys.OTHER_RSA),
        Arguments.of("ECDH-ES", "A256GCM", TestKeys.P_256),
        Arguments.of("ECDH-ES", "A256CBC-HS512", TestKeys.P_521),
        Arguments.of("ECDH-ES+A256KW", "A256GCM", TestKeys.P_384));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anEncryptedTokenIsWhatIsInIt(String algorithm, String encryption, KeyPair keys)
      throws Exception {
    String token = jwe(algorithm, encryption, keys).getCompactSerialization();
    assertEquals("testuser", verify(config(keys), token).claims().get("sub"));
  }

  @Test
  void whereTokensAreEncryptedAPlainOneIsRefused() throws Exception {
    assertRejected(
        Rejection.ENCRYPTION_MISSING, config(TestKeys.OTHER_RSA), Tokens.good().compact());
  }

  @Test
  void whereNoTokenIsEncryptedAnEncryptedOneIsRefused() throws Exception {
    String token = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA).getCompactSerialization();
    assertRejected(Rejection.DECRYPTION_FAILED, Configs.in(directory), token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA1_5"})
  void keyManagementThatIsNotKnownHereIsRefused(String algorithm) throws Exception {
    String token = jwe(algorithm, "A256GCM", TestKeys.OTHER_RSA).getCompactSerialization();
    assertRejected(Rejection.DECRYPTION_FAILED, config(TestKeys.OTHER_RSA), token);
  }

  @Test
  void aTokenEncryptedForAnotherKeyIsRefused() throws Exception {
    String token = jwe("RSA-OAEP-256", "A256GCM", TestKeys.RSA).getCompactSerialization();
    assertRejected(Rejection.DECRYPTION_FAILED, config(TestKeys.OTHER_RSA), token);
  }

  @Test
  void compressionIsRefused() throws Exception {
    JsonWebEncryption jwe = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA);
    jwe.enableDefaultCompression();
    assertRejected(
        Rejection.DECRYPTION_FAILED, config(TestKeys.OTHER_RSA), jwe.getCompactSerialization());
  }

  @Test
  void withoutItsContentTypeItIsRefused() throws Exception {
    JsonWebEncryption jwe = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA);
    jwe.setContentTypeHeaderValue("text/plain");
    assertRejected(
        Rejection.DECRYPTION_FAILED, config(TestKeys.OTHER_RSA), jwe.getCompactSerialization());
  }

  static Stream<Arguments> contents() {
    String claims = "{\"iss\":\"" + Tokens.ISSUER + "\",\"sub\":\"testuser\"}";
    return Stream.of(
        Arguments.of(claims, Rejection.TOKEN_MALFORMED),
        Arguments.of("text", Rejection.TOKEN_MALFORMED),
        Arguments.of(
            Tokens.base64Url("{\"alg\":\"none\"}") + "." + Tokens.base64Url(claims) + ".",
            Rejection.ALGORITHM_NOT_ALLOWED));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void anythingButASignedTokenInsideIsRefused(String content, Rejection expected) throws Exception {
    JsonWebEncryption jwe = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA);
    jwe.setPayload(content);
    assertRejected(expected, config(TestKeys.OTHER_RSA), jwe.getCompactSerialization());
  }

  @Test
  void anEncryptedTokenInsideAnEncryptedTokenIsRefused() throws Exception {
    JsonWebEncryption jwe = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA);
    jwe.setPayload(jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA).getCompactSerialization());
    assertRejected(
        Rejection.TOKEN_MALFORMED, config(TestKeys.OTHER_RSA), jwe.getCompactSerialization());
  }

  @Test
  void theSignatureInsideCounts() throws Exception {
    JsonWebEncryption jwe = jwe("RSA-OAEP-256", "A256GCM", TestKeys.OTHER_RSA);
    jwe.setPayload(Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact());
    assertRejected(
        Rejection.SIGNATURE_INVALID, config(TestKeys.OTHER_RSA), jwe.getCompactSerialization());
  }
}
