package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.TokenLocation;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.jose.JwtVerifier;
import dev.signet.jose.TokenUnderTest;
import dev.signet.jose.VerifiedJwt;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in files: chosen by any of the names proxies use, and changed while the server runs. */
class LocalKeysTest {
  /** Five, besides those that all tests share. */
  private static final List<KeyPair> KEYS =
      Stream.generate(LocalKeysTest::newRsa).limit(5).toList();

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

  private static KeyPair newRsa() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Configs keyStore(String... aliases) {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("trustStoreRef", "trust")
        .issuer("trustAliasName", List.of(aliases))
        .root(
            "keyStores",
            List.of(Map.of("id", "trust", "location", "trust.p12", "password", TestKeys.PASSWORD)));
  }

  private boolean isStillValid(VerifiedJwt remembered, CompactJwt token) {
    return Objects.requireNonNull(verifier).isStillValid(remembered, token, Channels.SILENT);
  }

  private X509Certificate put(String file, KeyPair keys) throws Exception {
    X509Certificate certificate = TestKeys.certificate(keys);
    TestKeys.pem(directory.resolve("keys").resolve(file), "CERTIFICATE", certificate.getEncoded());
    return certificate;
  }

  private void put(String file, String text) throws Exception {
    Files.writeString(directory.resolve("keys").resolve(file), text);
  }

  private static CompactJwt token(String header, @Nullable Object name, KeyPair keys)
      throws TokenRejectedException {
    return CompactJwt.of(
        Tokens.good().header(header, name).signedWith("RS256", keys.getPrivate()).compact(),
        new TokenLocation.Header("jwt"));
  }

  private VerifiedJwt verify(CompactJwt token)
      throws TokenRejectedException, VerificationUnavailableException {
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
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", sha256, TestKeys.OTHER_RSA));
  }

  @Test
  void aNameOfTheProxysChoosingIsTriedWithTheKeysThatFit() throws Exception {
    put("first.pem", TestKeys.RSA);
    LocalKeys keys = keysInFolder();
    CompactJwt old = token("kid", "2024-signer", TestKeys.RSA);
    verify(keys, old);
    put("second.pem", TestKeys.OTHER_RSA);
    lookLong(keys);
    VerificationKey remembered = verify(keys, old);
    verify(keys, token("kid", "2025-signer", TestKeys.OTHER_RSA));
    verify(keys, token("x5t", "2025-signer", TestKeys.OTHER_RSA));
    CompactJwt strangers = token("kid", "2025-signer", TestKeys.WEAK_RSA);
    assertRejected(keys, Rejection.SIGNATURE_INVALID, strangers);
    Files.delete(directory.resolve("keys").resolve("first.pem"));
    lookLong(keys);
    assertFalse(keys.stillHolds(remembered));
    assertRejected(keys, Rejection.SIGNATURE_INVALID, old);
    verify(keys, token("kid", "2025-signer", TestKeys.OTHER_RSA));
  }

  @Test
  void aNameThatOneKeyHasIsNotTriedWithAnotherOfAnotherKind() throws Exception {
    put("first.pem", TestKeys.RSA);
    put("second.pem", TestKeys.P_256);
    verifier =
        JwtVerifier.of(
            Configs.in(directory)
                .issuer("publicKeyLocation", "keys")
                .issuer("signatureAlgorithm", List.of("RS256", "ES256"))
                .load(),
            clock);
    verify(token("kid", "any", TestKeys.RSA));
    assertRejected(Rejection.KEY_UNKNOWN, token("kid", "second", TestKeys.RSA));
  }

  @Test
  void ofMoreThanFourKeysTheFirstFourInTimeAreTriedAndTheLogSaysSo() throws Exception {
    put("a-ended.pem", TestCertificates.of("CN=ended", KEYS.get(0)).until(Tokens.NOW).pem());
    for (int i = 1; i <= 4; i++) {
      put("b" + i + ".pem", TestCertificates.of("CN=" + i, KEYS.get(i)).pem());
    }
    put("c.pem", TestCertificates.of("CN=c", TestKeys.RSA).pem());
    clock.advance(Duration.ofSeconds(1));
    try (LogOfSignet log = LogOfSignet.open()) {
      start();
      assertEquals(
          List.of(
              "WARNING issuer definition webseal: 6 keys match RS256; a token whose kid"
                  + " matches none of them is tried with the first 4 that are valid now, in the"
                  + " order of aliases or files:"
                  + " certificate CN=ended in "
                  + directory.resolve("keys/a-ended.pem")
                  + ", certificate CN=1 in "
                  + directory.resolve("keys/b1.pem")
                  + ", certificate CN=2 in "
                  + directory.resolve("keys/b2.pem")
                  + ", certificate CN=3 in "
                  + directory.resolve("keys/b3.pem")
                  + " and 2 more"),
          log.linesWith("keys match"));
    }
    verify(token("kid", "any", KEYS.get(1)));
    verify(token("kid", "any", KEYS.get(4)));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "any", KEYS.get(0)));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "any", TestKeys.RSA));
    verify(token("kid", "c", TestKeys.RSA));
    assertRejected(Rejection.KEY_OUTDATED, token("kid", "a-ended", KEYS.get(0)));
  }

  @Test
  void theAuthorityOfAChainVerifiesNothingAndIsNamed() throws Exception {
    KeyPair authority = TestKeys.OTHER_RSA;
    put(
        "tls.crt",
        TestCertificates.of("CN=signer", TestKeys.RSA).issuedBy("CN=ca", authority).pem()
            + TestCertificates.of("CN=ca", authority).authority().pem());
    try (LogOfSignet log = LogOfSignet.open()) {
      start();
      assertEquals(
          List.of(
              "INFO issuer definition webseal: certificates of authorities are not used to"
                  + " verify tokens: certificate CN=ca in "
                  + directory.resolve("keys/tls.crt")),
          log.linesWith("authorities"));
    }
    verify(token("kid", "any", TestKeys.RSA));
    verify(token("kid", "tls", TestKeys.RSA));
    verify(token("typ", "JWT", TestKeys.RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("typ", "JWT", authority));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "any", authority));
  }

  @Test
  void theAuthorityOfAFolderVerifiesNothingEither() throws Exception {
    KeyPair authority = TestKeys.OTHER_RSA;
    put("ca.crt", TestCertificates.of("CN=ca", authority).authority().pem());
    put(
        "tls.crt",
        TestCertificates.of("CN=signer", TestKeys.RSA).issuedBy("CN=ca", authority).pem());
    start();
    verify(token("kid", "any", TestKeys.RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "ca", authority));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void theAuthorityOfAKeyStoreVerifiesNothingEvenIfItsAliasIsNamed(String type) throws Exception {
    KeyPair authority = TestKeys.OTHER_RSA;
    X509Certificate ca = TestCertificates.of("CN=ca", authority).authority().make();
    X509Certificate signer =
        TestCertificates.of("CN=signer", TestKeys.RSA).issuedBy("CN=ca", authority).make();
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("ca", ca);
    store.setKeyEntry(
        "signer",
        TestKeys.RSA.getPrivate(),
        TestKeys.PASSWORD.toCharArray(),
        new Certificate[] {signer, ca});
    try (OutputStream out = Files.newOutputStream(directory.resolve("trust.p12"))) {
      store.store(out, TestKeys.PASSWORD.toCharArray());
    }
    try (LogOfSignet log = LogOfSignet.open()) {
      verifier = JwtVerifier.of(keyStore("signer", "ca").load(), clock);
      assertEquals(
          List.of(
              "WARNING issuer definition webseal: certificates of authorities are not used"
                  + " to verify tokens: certificate CN=ca in the alias \"ca\" of "
                  + directory.resolve("trust.p12")),
          log.linesWith("authorities"));
    }
    verify(token("kid", "signer", TestKeys.RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "ca", authority));
    stop();
    verifier = JwtVerifier.of(keyStore("signer").load(), clock);
    verify(token("kid", "any", TestKeys.RSA));
    assertRejected(Rejection.SIGNATURE_INVALID, token("kid", "any", authority));
  }

  @Test
  void aKeyForPssAloneVerifiesPssTokens() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS");
    KeyPair any = generator.generateKeyPair();
    generator.initialize(
        new RSAKeyGenParameterSpec(
            2048,
            RSAKeyGenParameterSpec.F4,
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)));
    KeyPair sha256 = generator.generateKeyPair();
    put("any.pem", TestCertificates.block("PUBLIC KEY", any.getPublic().getEncoded()));
    put("sha256.pem", TestCertificates.block("PUBLIC KEY", sha256.getPublic().getEncoded()));
    verifier =
        JwtVerifier.of(
            Configs.in(directory)
                .issuer("publicKeyLocation", "keys")
                .issuer("signatureAlgorithm", List.of("PS256", "PS384"))
                .load(),
            clock);
    verify(signed("PS256", "any", any));
    verify(signed("PS384", "any", any));
    verify(signed("PS256", "sha256", sha256));
    assertRejected(Rejection.KEY_UNKNOWN, signed("PS384", "sha256", any));
  }

  private static CompactJwt signed(String algorithm, String kid, KeyPair keys)
      throws TokenRejectedException {
    return CompactJwt.of(
        Tokens.good().header("kid", kid).signedWith(algorithm, keys.getPrivate()).compact(),
        new TokenLocation.Header("jwt"));
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
    Files.delete(directory.resolve("keys").resolve("first.pem"));
    awaitReload();
    assertFalse(isStillValid(remembered, first));
    assertRejected(Rejection.SIGNATURE_INVALID, first);
  }

  @Test
  void aBrokenFileKeepsTheOldKeysUntilItIsCorrected() throws Exception {
    put("first.pem", TestKeys.RSA);
    LocalKeys keys = keysInFolder();
    put("broken.pem", "half a key");
    lookLong(keys);
    assertEquals(
        Optional.of(
            directory.resolve("keys").resolve("broken.pem")
                + " has no PEM block of type CERTIFICATE or PUBLIC KEY"),
        keys.status().lastFailure());
    verify(keys, token("kid", "any", TestKeys.RSA));
    Files.delete(directory.resolve("keys").resolve("first.pem"));
    put("broken.pem", TestKeys.OTHER_RSA);
    lookLong(keys);
    assertEquals(Optional.empty(), keys.status().lastFailure());
    verify(keys, token("kid", "any", TestKeys.OTHER_RSA));
  }

  @Test
  void aKeyStoreIsReadAnewToo() throws Exception {
    Path store = directory.resolve("trust.p12");
    TestKeys.trustStore(store, "PKCS12", "rsakey1", TestKeys.RSA);
    LocalKeys keys = keys(keyStore("rsakey1"));
    verify(keys, token("kid", "any", TestKeys.RSA));
    TestKeys.trustStore(store, "PKCS12", "rsakey1", TestKeys.OTHER_RSA);
    lookLong(keys);
    verify(keys, token("kid", "any", TestKeys.OTHER_RSA));
    assertRejected(keys, Rejection.SIGNATURE_INVALID, token("kid", "any", TestKeys.RSA));
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
    assertFalse(isStillValid(remembered, token));
  }

  @Test
  void aFileOfEqualSizeAndTimeBehindALinkIsReadAnew() throws Exception {
    FileTime time = FileTime.from(Tokens.NOW);
    for (String version : List.of("..v1", "..v2")) {
      Path folder = Files.createDirectory(directory.resolve(version));
      KeyPair keys = version.equals("..v1") ? TestKeys.RSA : TestKeys.OTHER_RSA;
      TestKeys.pem(folder.resolve("tls.crt"), "PUBLIC KEY", keys.getPublic().getEncoded());
      Files.setLastModifiedTime(folder.resolve("tls.crt"), time);
    }
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..v1"));
    Files.createSymbolicLink(directory.resolve("keys/tls.crt"), Path.of("../..data/tls.crt"));
    LocalKeys keys = keysInFolder();
    CompactJwt old = token("kid", "any", TestKeys.RSA);
    verify(keys, old);
    Files.delete(data);
    Files.createSymbolicLink(data, Path.of("..v2"));
    lookLong(keys);
    verify(keys, token("kid", "any", TestKeys.OTHER_RSA));
    assertRejected(keys, Rejection.SIGNATURE_INVALID, old);
  }

  /** What follows goes by looks, not by the time between them. */
  private LocalKeys keys(Configs config) {
    IssuerConfig issuer = config.load().issuers().get(0);
    return new LocalKeys(issuer, (KeySource.Local) issuer.keySource(), clock);
  }

  private LocalKeys keysInFolder() {
    return keys(Configs.in(directory).issuer("publicKeyLocation", "keys"));
  }

  /** As often as it takes to see that the files stand still, and to read them. */
  private static void lookLong(LocalKeys keys) {
    keys.look();
    keys.look();
  }

  private static VerificationKey verify(LocalKeys keys, CompactJwt token) throws Exception {
    TokenUnderTest jws = TokenUnderTest.parse(token.value());
    return keys.resolveKeys(jws.keyName(), SignatureAlgorithm.RS256).stream()
        .filter(jws::isSignedBy)
        .findFirst()
        .orElseThrow(() -> new TokenRejectedException(Rejection.SIGNATURE_INVALID));
  }

  private static void assertRejected(LocalKeys keys, Rejection expected, CompactJwt token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verify(keys, token));
    assertEquals(expected, refused.rejection());
  }

  @Test
  void aFileIsReadOnlyOnceItStandsStill() throws Exception {
    put("first.pem", TestKeys.RSA);
    LocalKeys keys = keysInFolder();
    put("second.pem", TestKeys.OTHER_RSA);
    keys.look();
    put("third.pem", TestKeys.OTHER_RSA);
    keys.look();
    assertEquals(1, keys.status().keys());
    keys.look();
    assertEquals(3, keys.status().keys());
    keys.look();
    assertEquals(2, keys.status().attempts());
  }

  @Test
  void aFileThatVanishesForAMomentIsNotMissed() throws Exception {
    put("first.pem", TestKeys.RSA);
    LocalKeys keys = keysInFolder();
    Path file = directory.resolve("keys/first.pem");
    Path away = Files.move(file, directory.resolve("away.pem"));
    keys.look();
    Files.move(away, file);
    keys.look();
    keys.look();
    assertEquals(
        new KeyStatus(
            "webseal",
            1,
            keys.status().lastSuccess(),
            Optional.empty(),
            1,
            true,
            keys.status().certificateEnd()),
        keys.status());
  }

  @Test
  void aFolderThatVanishesLeavesTheOldKeysInForceUntilItReturns() throws Exception {
    put("first.pem", TestKeys.RSA);
    LocalKeys keys = keysInFolder();
    Path folder = directory.resolve("keys");
    Path away = Files.move(folder, directory.resolve("away"));
    try (LogOfSignet log = LogOfSignet.open()) {
      keys.look();
      keys.look();
      keys.look();
      assertEquals(
          List.of(
              "WARNING issuer definition webseal: its keys have changed and cannot be used, so the"
                  + " old ones stay in use: the PEM file "
                  + folder
                  + " does not exist"),
          log.linesWith("webseal"));
      assertEquals(1, keys.status().keys());
      Files.move(away, folder);
      keys.look();
      keys.look();
      assertEquals(Optional.empty(), keys.status().lastFailure());
      assertEquals(
          List.of("INFO issuer definition webseal: 1 keys read again"),
          log.linesWith("read again"));
    }
  }

  @Test
  void aCertificateThatEndsWhileTheServerRunsIsNamedOnce() throws Exception {
    put(
        "short.pem",
        TestCertificates.of("CN=short", TestKeys.RSA).until(Tokens.NOW.plusSeconds(100)).pem());
    String described = "the certificate CN=short in " + directory.resolve("keys/short.pem");
    try (LogOfSignet log = LogOfSignet.open()) {
      LocalKeys keys = keysInFolder();
      keys.look();
      clock.advance(Duration.ofSeconds(101));
      keys.look();
      keys.look();
      assertEquals(
          List.of(
              "WARNING issuer definition webseal: "
                  + described
                  + " expires on 2026-06-01T12:01:40Z and verifies no token after that: renew it",
              "WARNING issuer definition webseal: "
                  + described
                  + " expired on 2026-06-01T12:01:40Z and verifies no token any more: renew it"),
          log.linesWith("CN=short"));
    }
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
