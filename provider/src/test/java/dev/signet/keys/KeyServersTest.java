package dev.signet.keys;

import static dev.signet.testing.KeyServerPersonality.compressed;
import static dev.signet.testing.KeyServerPersonality.deflate;
import static dev.signet.testing.KeyServerPersonality.gzip;
import static dev.signet.testing.KeyServerPersonality.jwk;
import static dev.signet.testing.KeyServerPersonality.keySet;
import static dev.signet.testing.KeyServerPersonality.members;
import static dev.signet.testing.KeyServerPersonality.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.ForwardProxy;
import dev.signet.testing.KeyServer;
import dev.signet.testing.KeyServerPersonality;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import dev.signet.testing.SystemProperties;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Key servers as the world has them, over real HTTP: what is merely odd is left out and named, the
 * rest works; what is dangerous is refused and named.
 */
class KeyServersTest {
  private static final String LEFT_OUT =
      "issuer definition webseal: keys of its key set that are not used: ";
  private static final String NO_SET = "the answer is not a key set: ";
  private static final String CODING = "the answer is in the content coding ";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final KeyServer server = KeyServer.start();
  private final LoggedLines lines = LoggedLines.of(LeftOutKeys.class.getName());
  private @Nullable JwtVerifier verifier;

  @AfterEach
  void stop() {
    lines.close();
    server.close();
    if (verifier != null) {
      verifier.close();
    }
  }

  private Configs settings() {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("signatureAlgorithm", List.of("RS256", "PS256", "ES256", "Ed25519"))
        .issuer("httpsRequired", false);
  }

  private void start() {
    start(settings().issuer("jwkEndpointUrl", server.url()));
  }

  private void start(Configs settings) {
    verifier = JwtVerifier.of(settings.load(), clock);
  }

  private void start(String... jwks) {
    server.answers(200, keySet(jwks));
    start();
  }

  private KeyStatus status() {
    return Objects.requireNonNull(verifier).keyStatuses().get(0);
  }

  private void verify(@Nullable String kid, String algorithm, KeyPair keys)
      throws TokenRejectedException, VerificationUnavailableException {
    Tokens token = Tokens.good().signedWith(algorithm, keys.getPrivate());
    String text = (kid == null ? token : token.header("kid", kid)).compact();
    var unused =
        Objects.requireNonNull(verifier)
            .verify(CompactJwt.of(text, new TokenLocation.Header("jwt")), Channels.SILENT);
  }

  private Rejection refusal(@Nullable String kid, String algorithm, KeyPair keys) {
    return assertThrows(TokenRejectedException.class, () -> verify(kid, algorithm, keys))
        .rejection();
  }

  @ParameterizedTest
  @EnumSource
  void anOddServersGoodKeyVerifiesAndNoOtherDoes(KeyServerPersonality personality)
      throws Exception {
    personality.takenOnBy(server);
    start();
    verify("k1", "RS256", TestKeys.RSA);
    verify(null, "RS256", TestKeys.RSA);
    for (KeyPair stranger : List.of(TestKeys.OTHER_RSA, TestKeys.WEAK_RSA)) {
      assertEquals(Rejection.SIGNATURE_INVALID, refusal("k1", "RS256", stranger));
      assertEquals(Rejection.SIGNATURE_INVALID, refusal(null, "RS256", stranger));
    }
    assertEquals(Optional.empty(), status().lastFailure());
  }

  static Stream<Arguments> refused() {
    byte[] good = utf8(keySet(jwk("k1", "")));
    String key = jwk("k1", "");
    return Stream.of(
        answer(
            "{\"keys\":[" + key + "],\"keys\":[]}",
            NO_SET + "the member keys is duplicate or not an array"),
        answer("{\"keys\":" + key + "}", NO_SET + "the member keys is duplicate or not an array"),
        answer("{\"keys\":null}", NO_SET + "the member keys is duplicate or not an array"),
        answer("{\"jwks\":[" + key + "]}", NO_SET + "the member keys is missing"),
        answer(key, NO_SET + "the member keys is missing"),
        answer("[" + key + "]", NO_SET + "not an object"),
        answer(keySet(key) + "x", NO_SET + "not JSON"),
        answer(keySet(key) + keySet(key), NO_SET + "not JSON"),
        answer("{\"keys\":[" + key + ",]}", NO_SET + "not JSON"),
        answer("\uFEFF\uFEFF" + keySet(key), NO_SET + "not JSON"),
        answer(keySet("[".repeat(600) + "]".repeat(600), key), NO_SET + "nested far too deep"),
        coded("br", good, CODING + "br, which is not supported; gzip and deflate are"),
        coded(
            "zstd<b>" + "x".repeat(99),
            good,
            CODING
                + "zstd?b?"
                + "x".repeat(57)
                + "..., which is not supported; gzip and deflate are"),
        coded("gzip, br", good, CODING + "br, which is not supported; gzip and deflate are"),
        coded("gzip", good, "the answer is not in the content coding that it names"),
        coded("deflate", good, "the answer is not in the content coding that it names"),
        coded("gzip", cut(gzip(good)), "the answer is not in the content coding that it names"),
        coded(
            "deflate",
            cut(deflate(good, false)),
            "the answer is not in the content coding that it names"),
        coded("gzip", gzip(new byte[50_000_000]), "the answer has more than 262144 bytes"),
        coded(
            "gzip,gzip", gzip(gzip(new byte[50_000_000])), "the answer has more than 262144 bytes"),
        coded(
            "deflate",
            deflate(new byte[50_000_000], true),
            "the answer has more than 262144 bytes"),
        coded("gzip,gzip,gzip,gzip", good, "the answer is compressed more than 3 times"));
  }

  private static Arguments answer(String body, String reason) {
    return Arguments.of((Consumer<KeyServer>) server -> server.answers(200, body), reason);
  }

  private static Arguments coded(String coding, byte[] body, String reason) {
    return Arguments.of((Consumer<KeyServer>) server -> compressed(server, coding, body), reason);
  }

  private static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 9);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void anAnswerThatIsNoKeySetIsRefusedAndNamed(Consumer<KeyServer> behaviour, String reason) {
    behaviour.accept(server);
    start();
    assertThrows(VerificationUnavailableException.class, () -> verify("k1", "RS256", TestKeys.RSA));
    assertEquals(Optional.of(reason), status().lastFailure());
  }

  static Stream<Arguments> leftOut() {
    String deep = "[".repeat(20) + "]".repeat(20);
    return Stream.of(
        Arguments.of("null", "WARNING", "key 2: null"),
        Arguments.of("[7]", "WARNING", "key 2: not an object"),
        Arguments.of("{\"kid\":\"k2\",\"a\":" + deep + "}", "WARNING", "key 2: nested too deep"),
        Arguments.of("{\"kid\":\"\\ud800\"}", "WARNING", "key 2: half of a surrogate pair"),
        Arguments.of("{\"a\":" + "1".repeat(1001) + "}", "WARNING", "key 2: a number too long"),
        Arguments.of("{\"n\":1,\"n\":1}", "WARNING", "key 2: a duplicate name"),
        Arguments.of(
            other("\"d\":\"AQAB\""),
            "WARNING",
            "key 2 (kid k2): it contains a private or symmetric key: its publisher must"
                + " replace it"),
        Arguments.of(
            "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
            "WARNING",
            "key 2: it contains a private or symmetric key: its publisher must replace it"),
        Arguments.of(
            "{" + members(TestKeys.WEAK_RSA, "k2") + "}",
            "WARNING",
            "key 2 (kid k2): it has 1024 bits; RSA needs at least 2048"),
        Arguments.of(
            "{" + members(TestKeys.OTHER_RSA, null) + ",\"kid\":7}",
            "WARNING",
            "key 2: its kid is not a string"),
        Arguments.of(other("\"use\":\"\""), "WARNING", "key 2 (kid k2): its use is not sig"),
        Arguments.of(other("\"use\":7"), "WARNING", "key 2 (kid k2): its use is not sig"),
        Arguments.of(
            other("\"key_ops\":\"verify\""),
            "WARNING",
            "key 2 (kid k2): its key_ops is not an array"),
        Arguments.of(
            other("\"key_ops\":[null]"),
            "INFO",
            "key 2 (kid k2): its key_ops does not include verify"),
        Arguments.of(other("\"use\":\"enc\""), "INFO", "key 2 (kid k2): it is for encryption"),
        Arguments.of(
            other("\"alg\":\"RSA-OAEP\""),
            "INFO",
            "key 2 (kid k2): it matches none of the definition's algorithms (RSA, RSA-OAEP)"),
        Arguments.of(
            other("\"alg\":7"),
            "INFO",
            "key 2 (kid k2): it matches none of the definition's algorithms (RSA)"),
        Arguments.of(
            "{" + members(TestKeys.P_384, "k2") + "}",
            "INFO",
            "key 2 (kid k2): it matches none of the definition's algorithms (EC, P-384)"),
        Arguments.of(
            "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"alg\":\"Ed448\",\"x\":\""
                + "A".repeat(76)
                + "\"}",
            "INFO",
            "key 2: it matches none of the definition's algorithms (OKP, Ed448, Ed448)"),
        Arguments.of(
            "{\"kty\":\"AKP\\n\"}",
            "WARNING",
            "key 2: it is not a public key of a known type (AKP?)"),
        Arguments.of(
            "{\"kid\":\"a b\\n" + "x".repeat(99) + "\"}",
            "WARNING",
            "key 2 (kid a?b?" + "x".repeat(60) + "...): it is not a public key of a known type"));
  }

  private static String other(String more) {
    return "{" + members(TestKeys.OTHER_RSA, "k2") + "," + more + "}";
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  void aKeyThatCannotBeUsedIsLeftOutAndNamedOnce(String jwk, String level, String reason)
      throws Exception {
    start(jwk("k1", ""), jwk);
    verify("k1", "RS256", TestKeys.RSA);
    assertEquals(Rejection.KEY_UNKNOWN, refusal("k2", "RS256", TestKeys.OTHER_RSA));
    assertEquals(List.of(level + " " + LEFT_OUT + reason), lines.all());
  }

  @Test
  void ofManyKeysAFewAreNamed() throws Exception {
    String[] jwks = new String[13];
    Arrays.fill(jwks, "7");
    jwks[12] = jwk("k1", "");
    start(jwks);
    verify("k1", "RS256", TestKeys.RSA);
    assertEquals(1, lines.all().size());
    assertTrue(lines.all().get(0).endsWith("; key 8: not an object; and 4 more"));
  }

  @Test
  void aKeyWhosePrivateHalfIsShownIsNotUsedUnderAnotherNameEither() throws Exception {
    start(
        jwk("k1", "\"alg\":\"RS256\""),
        jwk("k2", "\"d\":\"AQAB\""),
        "{" + members(TestKeys.P_256, "e1") + "}");
    verify("e1", "ES256", TestKeys.P_256);
    for (String kid : List.of("k1", "k2")) {
      assertEquals(Rejection.KEY_UNKNOWN, refusal(kid, "RS256", TestKeys.RSA));
    }
    assertEquals(Rejection.KEY_UNKNOWN, refusal(null, "RS256", TestKeys.RSA));
    assertEquals(
        List.of(
            "WARNING "
                + LEFT_OUT
                + "key 2 (kid k2): it contains a private or symmetric key: its publisher must"
                + " replace it; key 1 (kid k1): the set contains its private key"),
        lines.all());
  }

  @Test
  void aKeyForEachAlgorithmUnderOneKidVerifiesEachWithItsOwn() throws Exception {
    start(
        jwk("k1", "\"alg\":\"RS256\""),
        "{" + members(TestKeys.OTHER_RSA, "k1") + ",\"alg\":\"PS256\"}",
        "{" + members(TestKeys.P_256, "k1") + "}",
        "{" + members(TestKeys.ED25519, "k1") + "}");
    verify("k1", "RS256", TestKeys.RSA);
    verify("k1", "PS256", TestKeys.OTHER_RSA);
    verify("k1", "ES256", TestKeys.P_256);
    verify("k1", "EdDSA", TestKeys.ED25519);
    assertEquals(Rejection.SIGNATURE_INVALID, refusal("k1", "PS256", TestKeys.RSA));
    assertEquals(Rejection.SIGNATURE_INVALID, refusal("k1", "RS256", TestKeys.OTHER_RSA));
    assertEquals(List.of(), lines.all());
  }

  @Test
  void aKidOfTwoKeysForOneAlgorithmIsRefusedForThatAlgorithmAlone() throws Exception {
    start(
        jwk("k1", "\"alg\":\"RS256\""),
        "{" + members(TestKeys.OTHER_RSA, "k1") + "}",
        "{" + members(TestKeys.P_256, "k1") + "}",
        "{" + members(TestKeys.WEAK_RSA, "k2") + ",\"alg\":\"PS256\"}",
        jwk("k2", "\"alg\":\"PS256\""));
    assertEquals(Rejection.KEY_UNKNOWN, refusal("k1", "RS256", TestKeys.RSA));
    assertEquals(Rejection.KEY_UNKNOWN, refusal("k1", "RS256", TestKeys.OTHER_RSA));
    assertEquals(Rejection.KEY_UNKNOWN, refusal(null, "RS256", TestKeys.RSA));
    verify("k1", "PS256", TestKeys.OTHER_RSA);
    verify("k1", "ES256", TestKeys.P_256);
    verify("k2", "PS256", TestKeys.RSA);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(Rejection.KEY_UNKNOWN, refusal("new", "RS256", TestKeys.RSA));
    assertTrue(server.fetches() > 1);
    assertEquals(
        List.of(
            "WARNING "
                + LEFT_OUT
                + "key 4 (kid k2): it has 1024 bits; RSA needs at least 2048; kid k1: it belongs"
                + " to different keys for [RS256], and none of them is used"),
        lines.all());
  }

  @Test
  void keysWithoutANameAreTriedAfterTheOneThatIsNamed() throws Exception {
    String nameless = "{" + members(TestKeys.OTHER_RSA, "") + ",\"x5u\":\"";
    start(nameless + "1\"}", nameless + "2\"}", jwk("k1", ""));
    verify("k1", "RS256", TestKeys.RSA);
    verify("k1", "RS256", TestKeys.OTHER_RSA);
    assertEquals(2, status().keys(), "one key that is listed twice is one");
  }

  static Stream<Arguments> edwards() {
    return Stream.of("EdDSA", "Ed25519")
        .flatMap(
            configured ->
                Stream.of("", ",\"alg\":\"EdDSA\"", ",\"alg\":\"Ed25519\"")
                    .map(ofKey -> Arguments.of(configured, ofKey)));
  }

  @ParameterizedTest
  @MethodSource("edwards")
  void ed25519HasTwoNamesInTokenKeyAndConfiguration(String configured, String ofKey)
      throws Exception {
    server.answers(
        200,
        keySet(
            "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"alg\":\"EdDSA\",\"kid\":\"d1\",\"x\":\"AAAA\"}",
            "{" + members(TestKeys.ED25519, "d1") + ofKey + "}"));
    start(
        settings().issuer("jwkEndpointUrl", server.url()).issuer("signatureAlgorithm", configured));
    verify("d1", "EdDSA", TestKeys.ED25519);
    verify("d1", "Ed25519", TestKeys.ED25519);
    assertEquals(Rejection.ALGORITHM_NOT_ALLOWED, refusal("d1", "Ed448", TestKeys.ED25519));
    assertEquals(Rejection.ALGORITHM_NOT_ALLOWED, refusal("d1", "ed25519", TestKeys.ED25519));
  }

  @Test
  void theRequestSaysWhoAsksAndWhatItCanRead() throws Exception {
    start(jwk("k1", ""));
    verify("k1", "RS256", TestKeys.RSA);
    assertEquals("Signet", server.asked("User-Agent"));
    assertEquals("gzip, deflate, identity", server.asked("Accept-Encoding"));
  }

  @Test
  void metadataAndPemMayBeCompressedAndHaveAByteOrderMarkToo() throws Exception {
    String metadata = Tokens.json(Map.of("issuer", Tokens.ISSUER, "jwks_uri", server.url("/jwks")));
    compressed(server, "gzip", gzip(utf8("\uFEFF" + keySet(jwk("k1", "")))));
    server.serves("/metadata", gzip(utf8("\uFEFF" + metadata)));
    start(settings().issuer("discoveryEndpointUrl", server.url("/metadata")));
    verify("k1", "RS256", TestKeys.RSA);
    Objects.requireNonNull(verifier).close();
    Path pem =
        TestKeys.pem(
            directory.resolve("k.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    server.serves("/keys/k1", gzip(utf8("\uFEFF" + Files.readString(pem))));
    start(
        settings()
            .issuer("signatureAlgorithm", "RS256")
            .issuer("pemEndpointUrl", server.url("/keys/{kid}"))
            .issuer("kidPattern", "k1"));
    verify("k1", "RS256", TestKeys.RSA);
  }

  @Test
  void aSeedFileMayHaveAByteOrderMark() throws Exception {
    Files.writeString(directory.resolve("seed.json"), "\uFEFF" + keySet(jwk("k1", "")));
    server.answers(500, "");
    start(settings().issuer("jwkEndpointUrl", server.url()).issuer("jwkSeedLocation", "seed.json"));
    verify("k1", "RS256", TestKeys.RSA);
  }

  @ParameterizedTest
  @CsvSource({
    "none.json, does not exist",
    "., is a folder and not a file",
    "latin.json, is not text in UTF-8",
    "text.json, has no usable key set"
  })
  void aSeedFileThatIsOfNoUseIsLoggedWithTheReason(String seed, String reason) throws Exception {
    Files.write(directory.resolve("latin.json"), new byte[] {'{', (byte) 0xe9, '}'});
    Files.writeString(directory.resolve("text.json"), "no key set");
    server.answers(500, "");
    Path file = directory.resolve(seed).normalize();
    try (LogOfSignet log = LogOfSignet.open()) {
      start(settings().issuer("jwkEndpointUrl", server.url()).issuer("jwkSeedLocation", seed));
      assertEquals(
          List.of(
              "WARNING the seed file "
                  + file
                  + " "
                  + reason
                  + ": the first keys will be those of the server"),
          log.linesWith("the seed file"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://idp.example/keys, the host idp.example",
    "//other.example:8443/keys, the host other.example",
    "/elsewhere, the host 127.0.0.1",
    "https://user:secret@a_b.example:8443/x, the host a_b.example",
    "mailto:keys, an address without a host",
    "http://[oops, an address that cannot be read",
  })
  void aRedirectIsNotFollowedAndItsHostIsNamed(String location, String target) {
    server.answers(307, "").header("Location", location);
    start();
    assertThrows(VerificationUnavailableException.class, () -> verify("k1", "RS256", TestKeys.RSA));
    assertEquals(
        Optional.of(
            "the server answered with status 307, a redirect to "
                + target
                + "; redirects are not followed"),
        status().lastFailure());
  }

  @Test
  void aForwardProxyOfTheServersSystemPropertiesIsUsed() throws Exception {
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    TestKeys.trustStore(directory.resolve("tls.p12"), "PKCS12", "tls", certificate);
    try (KeyServer tls = KeyServer.startTls(certificate);
        ForwardProxy proxy = ForwardProxy.startTo(tls.port());
        SystemProperties properties = new SystemProperties()) {
      properties.set("https.proxyHost", "127.0.0.1");
      properties.set("https.proxyPort", Integer.toString(proxy.port()));
      // without this, no proxy is used for this machine itself
      properties.set("http.nonProxyHosts", "");
      tls.answers(200, keySet(jwk("k1", "")));
      start(
          settings()
              .issuer("httpsRequired", true)
              .issuer("jwkEndpointUrl", "https://127.0.0.1:1/jwks")
              .issuer("jwkTrustStoreRef", "tls")
              .root(
                  "keyStores",
                  List.of(
                      Map.of("id", "tls", "location", "tls.p12", "password", TestKeys.PASSWORD))));
      verify("k1", "RS256", TestKeys.RSA);
      assertEquals(List.of("CONNECT 127.0.0.1:1 HTTP/1.1"), proxy.asked());
      assertEquals("Signet", tls.asked("User-Agent"));
    }
  }
}
