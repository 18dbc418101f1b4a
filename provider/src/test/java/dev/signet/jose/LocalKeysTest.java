package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.TokenTransport;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CannotDecideException;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in files: chosen by any of the names proxies use, and changed while the server runs. */
class LocalKeysTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private @Nullable JwtVerifier verifier;

  @BeforeEach
  void folder() throws Exception {
    Files.createDirectory(directory.resolve("keys"));
  }

  @AfterEach
  void stop() {
    if (verifier != null) {
      verifier.close();
    }
  }

  private void start() {
    verifier =
        JwtVerifier.of(Configs.in(directory).issuer("publicKeyLocation", "keys").load(), clock);
  }

  private X509Certificate put(String file, KeyPair keys) throws Exception {
    X509Certificate certificate = TestKeys.certificate(keys);
    TestKeys.pem(directory.resolve("keys").resolve(file), "CERTIFICATE", certificate.getEncoded());
    return certificate;
  }

  private static CompactJwt token(String header, @Nullable Object name, KeyPair keys)
      throws TokenRejectedException {
    return CompactJwt.of(
        Tokens.good().header(header, name).signedWith("RS256", keys.getPrivate()).compact(),
        new TokenTransport.Header("jwt"));
  }

  private VerifiedJwt verify(CompactJwt token)
      throws TokenRejectedException, CannotDecideException {
    return Objects.requireNonNull(verifier).verify(token, Channels.SILENT);
  }

  private void assertRejected(Rejection expected, CompactJwt token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(token));
    assertEquals(expected, refused.rejection());
  }

  private static String thumbprint(String algorithm, X509Certificate certificate) throws Exception {
    return Tokens.base64Url(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
  }

  @Test
  void ofSeveralKeysTheTokenChoosesByAnyNameProxiesUse() throws Exception {
    X509Certificate first = put("first.pem", TestKeys.RSA);
    put("second.crt", TestKeys.OTHER_RSA);
    start();
    String sha256 = thumbprint("SHA-256", first);
    verify(token("kid", "first", TestKeys.RSA));
    verify(token("kid", sha256, TestKeys.RSA));
    verify(token("kid", thumbprint("SHA-1", first), TestKeys.RSA));
    verify(token("x5t#S256", sha256, TestKeys.RSA));
    verify(token("x5t", thumbprint("SHA-1", first), TestKeys.RSA));
    verify(token("kid", rfc7638(TestKeys.RSA), TestKeys.RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "second", TestKeys.RSA));
    assertRejected(Rejection.KEY_UNKNOWN, token("kid", "third", TestKeys.RSA));
  }

  /** RFC 7638 section 3, by the JDK alone. */
  private static String rfc7638(KeyPair keys) throws Exception {
    java.security.interfaces.RSAPublicKey rsa =
        (java.security.interfaces.RSAPublicKey) keys.getPublic();
    byte[] modulus = rsa.getModulus().toByteArray();
    String n =
        Tokens.base64Url(
            modulus[0] == 0 ? java.util.Arrays.copyOfRange(modulus, 1, modulus.length) : modulus);
    String json = "{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}";
    return Tokens.base64Url(
        MessageDigest.getInstance("SHA-256")
            .digest(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void aTokenWithoutANameIsTriedWithTheKeysThatFit() throws Exception {
    put("first.pem", TestKeys.RSA);
    put("second.pem", TestKeys.OTHER_RSA);
    start();
    verify(token("typ", "JWT", TestKeys.OTHER_RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("typ", "JWT", TestKeys.WEAK_RSA));
  }

  @Test
  void aChangedFolderIsReadAnewAndAGoneKeyEndsRememberedTokens() throws Exception {
    put("first.pem", TestKeys.RSA);
    start();
    CompactJwt first = token("kid", "first", TestKeys.RSA);
    VerifiedJwt remembered = verify(first);
    put("second.pem", TestKeys.OTHER_RSA);
    awaitReload();
    verify(first);
    verify(token("kid", "second", TestKeys.OTHER_RSA));
    Files.delete(directory.resolve("keys").resolve("first.pem"));
    awaitReload();
    assertFalse(Objects.requireNonNull(verifier).isStillGood(remembered, first, Channels.SILENT));
    assertRejected(Rejection.SIGNATURE_INVALID, first);
  }

  @Test
  void aBrokenFileKeepsTheOldKeysUntilItIsMended() throws Exception {
    put("first.pem", TestKeys.RSA);
    start();
    Files.writeString(directory.resolve("keys").resolve("broken.pem"), "half a key");
    clock.advance(Duration.ofSeconds(5));
    awaitTrue(() -> status().lastFailure().isPresent());
    assertEquals(
        Optional.of(
            directory.resolve("keys").resolve("broken.pem")
                + " holds no PEM block of type CERTIFICATE or PUBLIC KEY"),
        status().lastFailure());
    verify(token("kid", "any", TestKeys.RSA));
    Files.delete(directory.resolve("keys").resolve("first.pem"));
    put("broken.pem", TestKeys.OTHER_RSA);
    awaitReload();
    verify(token("kid", "any", TestKeys.OTHER_RSA));
  }

  @Test
  void aKeyStoreIsReadAnewToo() throws Exception {
    Path store = directory.resolve("trust.p12");
    TestKeys.trustStore(store, "PKCS12", "rsakey1", TestKeys.RSA);
    verifier =
        JwtVerifier.of(
            Configs.in(directory)
                .without("publicKeyLocation")
                .issuer("trustStoreRef", "trust")
                .issuer("trustAliasName", "rsakey1")
                .root(
                    "keyStores",
                    List.of(
                        Map.of(
                            "id", "trust", "location", "trust.p12", "password", TestKeys.PASSWORD)))
                .load(),
            clock);
    verify(token("kid", "any", TestKeys.RSA));
    TestKeys.trustStore(store, "PKCS12", "rsakey1", TestKeys.OTHER_RSA);
    awaitReload();
    verify(token("kid", "any", TestKeys.OTHER_RSA));
  }

  @Test
  void aCertificateCountsInItsTimeOnly() throws Exception {
    TestKeys.pem(
        directory.resolve("keys").resolve("short.pem"),
        "CERTIFICATE",
        TestKeys.certificate(TestKeys.RSA, Tokens.NOW.plusSeconds(100)).getEncoded());
    start();
    CompactJwt token = token("kid", "short", TestKeys.RSA);
    VerifiedJwt remembered = verify(token);
    clock.advance(Duration.ofSeconds(100));
    verify(token);
    clock.advance(Duration.ofSeconds(1));
    assertRejected(Rejection.KEY_OUTDATED, token);
    assertFalse(Objects.requireNonNull(verifier).isStillGood(remembered, token, Channels.SILENT));
  }

  private KeyStatus status() {
    return Objects.requireNonNull(verifier).keyStatuses().get(0);
  }

  private void awaitReload() throws Exception {
    long before = status().attempts();
    awaitTrue(
        () -> {
          clock.advance(Duration.ofSeconds(5));
          return status().attempts() > before;
        });
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    assertTrue(condition.getAsBoolean());
  }
}
