package dev.signet.junction.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.JdkJwk;
import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.TestKey;
import dev.signet.junction.testing.TestStore;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwksCommandTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void makeStore() throws Exception {
    store = TestStore.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2048", "3072", "secp256r1", "secp384r1", "secp521r1", "Ed25519"})
  void aPublishedKeyHasTheMembersOfItsPublicKeyAndNoOthers(String kind) throws Exception {
    TestKey key = TestKey.of(kind);
    store.with("signer", key);

    Run run = store.run("jwks");

    Map<String, String> expected = new HashMap<>(JdkJwk.requiredMembers(key.pair().getPublic()));
    expected.put("use", "sig");
    expected.put("kid", JdkJwk.keyId("x5t#S256", "signer", key));
    assertEquals(expected, texts(onlyKey(run)));
    JsonWebKeySet parsed = new JsonWebKeySet(run.out());
    assertEquals(key.pair().getPublic(), parsed.getJsonWebKeys().get(0).getKey());
  }

  @Test
  void aCoordinateKeepsItsLeadingZeros() throws Exception {
    TestKey key = TestKey.of("secp521r1");
    store.trusting("p521", key.certificate());

    // 521 bits are 66 bytes, 88 characters, whose first two are nearly always those of a zero.
    assertEquals(88, onlyKey(store.run("jwks")).getString("x").length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x5t#S256", "x5t", "label", "thumbprint"})
  void theKeyIdFollowsTheScheme(String scheme) throws Exception {
    for (String kind : List.of("2048", "secp256r1", "Ed25519")) {
      TestKey key = TestKey.of(kind);
      store.with("signer", key);

      String keyId = onlyKey(store.run("jwks", "--kid=" + scheme)).getString("kid");

      assertEquals(JdkJwk.keyId(scheme, "signer", key), keyId);
    }
  }

  @Test
  void theThumbprintIsThatOfTheExampleInRfc7638() throws Exception {
    String modulus =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
            + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Q"
            + "vzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQF"
            + "h6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    BigInteger n = new BigInteger(1, Base64.getUrlDecoder().decode(modulus));
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(n, BigInteger.valueOf(65537)));
    store.trusting("example", TestKey.certify(key));

    JsonObject jwk = onlyKey(store.run("jwks", "--kid=thumbprint"));

    assertEquals("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", jwk.getString("kid"));
    assertEquals(modulus, jwk.getString("n"));
  }

  @Test
  void theThumbprintIsThatOfTheExampleInRfc8037() throws Exception {
    String x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    String point = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x));
    byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + point);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    store.trusting("example", TestKey.certify(key));

    JsonObject jwk = onlyKey(store.run("jwks", "--kid=thumbprint"));

    assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", jwk.getString("kid"));
    assertEquals(x, jwk.getString("x"));
  }

  @Test
  void allCertificatesArePublishedUnlessSomeAreNamed() throws Exception {
    store.with("own", TestKey.of("2048"));
    store.trusting("other", TestKey.of("secp256r1").certificate());
    store.trusting("third", TestKey.of("Ed25519").certificate());

    assertEquals(List.of("other", "own", "third"), keyIds(store.run("jwks", "--kid=label")));
    assertEquals(
        List.of("third", "own"),
        keyIds(store.run("jwks", "--kid=label", "--alias=third", "--alias=own", "--alias=third")));
    store
        .run("jwks", "--alias=own", "--alias=fourth")
        .isFailure("jwks", store.file() + ": holds no certificate named 'fourth'");
  }

  @Test
  void aNamedLabelKeepsItsCapitalsAndEveryLabelIsWrittenInAscii() throws Exception {
    store.with("websealkey", TestKey.of("secp256r1"));
    Run named = store.run("jwks", "--kid=label", "--alias=WebSEALKey");
    assertEquals(List.of("WebSEALKey"), keyIds(named));

    store.without("websealkey").with("schl\u00fcssel \ud83d\udd11", TestKey.of("secp256r1"));
    Run foreign = store.run("jwks", "--kid=label");
    assertEquals(List.of("schl\u00fcssel \ud83d\udd11"), keyIds(foreign));
    assertTrue(foreign.out().contains("schl\\u00fcssel \\ud83d\\udd11"), foreign.out());
  }

  @Test
  void theCertificateIsWrittenWhenAskedFor() throws Exception {
    TestKey key = TestKey.of("secp256r1");
    store.with("signer", key);

    JsonObject jwk = onlyKey(store.run("jwks", "--kid=label", "--with-certificate"));

    assertEquals(Set.of("kty", "kid", "use", "crv", "x", "y", "x5c", "x5t#S256"), jwk.keySet());
    assertEquals(1, jwk.getJsonArray("x5c").size());
    assertArrayEquals(
        key.certificate().getEncoded(),
        Base64.getDecoder().decode(jwk.getJsonArray("x5c").getString(0)));
    assertEquals(JdkJwk.keyId("x5t#S256", "signer", key), jwk.getString("x5t#S256"));
  }

  @Test
  void theAlgorithmIsTheFirstThatFitsTheKey() throws Exception {
    store.with("ec", TestKey.of("secp384r1"));
    store.with("ed", TestKey.of("Ed25519"));
    store.with("rsa", TestKey.of("2048"));

    Run all =
        store.run(
            "jwks",
            "--algorithm=ES384",
            "--algorithm=PS256",
            "--algorithm=RS256",
            "--algorithm=EdDSA");
    assertEquals(List.of("ES384", "EdDSA", "PS256"), members(all, "alg"));
    store
        .run("jwks", "--algorithm=RS256")
        .isFailure("jwks", store.file() + ": no --algorithm that is given fits the key of 'ec'");
    Run wrong = store.run("jwks", "--algorithm=HS256");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("EdDSA"), wrong.err());
  }

  @Test
  void twoKeysWithOneKeyIdAreRefusedByName() throws Exception {
    TestKey key = TestKey.of("secp256r1");
    store.with("first", key).with("second", key.renewed());

    assertEquals(2, keyIds(store.run("jwks")).size());
    assertEquals(2, keyIds(store.run("jwks", "--kid=label")).size());
    store
        .run("jwks", "--kid=thumbprint")
        .isFailure(
            "jwks",
            store.file()
                + ": 'first' and 'second' have the same kid under thumbprint; choose one with"
                + " --alias");
    assertEquals(1, keyIds(store.run("jwks", "--kid=thumbprint", "--alias=second")).size());
  }

  @Test
  void certificatesOutOfDateAreLeftOutAndNamed() throws Exception {
    TestKey old = TestKey.of("secp256r1").validUntil(DAY.negated());
    TestKey coming = TestKey.of("secp256r1").validFrom(DAY);
    store.with("current", TestKey.of("secp256r1")).with("old", old).with("soon", coming);

    Run run = store.run("jwks", "--kid=label");

    assertEquals(0, run.exitCode());
    assertEquals(List.of("current"), keyIdsOf(run));
    String left = store.file() + ": 'old' is left out: its certificate is not valid after ";
    String early = store.file() + ": 'soon' is left out: its certificate is not valid before ";
    assertEquals(
        List.of(
            left + old.certificate().getNotAfter().toInstant(),
            early + coming.certificate().getNotBefore().toInstant()),
        run.err().lines().toList());
    assertEquals(
        List.of("current", "old", "soon"),
        keyIds(store.run("jwks", "--kid=label", "--include-outdated")));
  }

  @Test
  void anEmptySetIsNotWritten() throws Exception {
    store.run("jwks").isFailure("jwks", store.file() + ": there is no certificate to publish");

    TestKey old = TestKey.of("secp256r1").validUntil(DAY.negated());
    Path output = folder.resolve("jwks.json");
    Run run = store.with("old", old).run("jwks", "--output=" + output);

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("'old' is left out"), run.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void aKeyWithoutAFormIsLeftOutUnlessItIsNamed() throws Exception {
    store.with("dsa", TestKey.of("DSA")).with("ec", TestKey.of("secp256r1"));

    Run all = store.run("jwks", "--kid=label");
    assertEquals(List.of("ec"), keyIdsOf(all));
    String kinds = "is not an RSA, P-256, P-384, P-521 or Ed25519 key";
    assertEquals(store.file() + ": 'dsa' is left out: it " + kinds, all.err().stripTrailing());
    store.run("jwks", "--alias=dsa").isFailure("jwks", store.file() + ": 'dsa' " + kinds);
  }

  @Test
  void aShortRsaKeyIsPublishedWithAWarning() throws Exception {
    store.with("seed", TestKey.of("1024"));

    Run run = store.run("jwks", "--kid=label");

    assertEquals(List.of("seed"), keyIdsOf(run));
    assertEquals(
        store.file()
            + ": 'seed' has 1024 bits; servers refuse RSA keys under 2048 unless their"
            + " configuration allows them",
        run.err().stripTrailing());
  }

  @Test
  void theOutputFileIsReplacedInOneStep() throws Exception {
    Path output = folder.resolve("www/jwks.json");
    store.with("first", TestKey.of("secp256r1"));
    assertEquals("wrote " + output + ": 1 key", store.run("jwks", "--output=" + output).onlyLine());
    String before = Files.readString(output);

    try (InputStream reader = Files.newInputStream(output)) {
      store.with("second", TestKey.of("secp256r1"));
      Run again = store.run("jwks", "--output=" + output);

      assertEquals("wrote " + output + ": 2 keys", again.onlyLine());
      // Whoever had begun to read the old set reads it to its end.
      assertEquals(before, new String(reader.readAllBytes(), UTF_8));
    }
    assertEquals(
        store.run("jwks").out().replace(System.lineSeparator(), "\n"), Files.readString(output));
    Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
    assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(output));
    try (Stream<Path> left = Files.list(folder.resolve("www"))) {
      assertEquals(List.of(output), left.toList());
    }
  }

  @Test
  void theKeystoreIsNotOverwritten() throws Exception {
    store.with("signer", TestKey.of("secp256r1"));
    byte[] before = Files.readAllBytes(store.file());
    Path link = Files.createSymbolicLink(folder.resolve("link"), store.file());

    store
        .run("jwks", "--output=" + link)
        .isFailure("jwks", link + ": is the keystore; it is not replaced");
    assertArrayEquals(before, Files.readAllBytes(store.file()));
  }

  @Test
  void wrongOptionsAndFilesAreNamed() throws Exception {
    store
        .run("jwks", "--kid=none")
        .isUsageError("jwks", "--kid: a published key has a kid; 'none' is for tokens");
    Run unknown = store.run("jwks", "--kid=sha");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("[x5t#S256, x5t, thumbprint, label, none]"), unknown.err());
    Files.writeString(store.password(), "wrong");
    store.run("jwks").isFailure("jwks", store.file() + ": the password does not open it");
    Run.of("jwks", "--keystore=x")
        .isUsageError(
            "jwks",
            "give the keystore's password with --password-file, or in the environment as"
                + " SIGNET_KEYSTORE_PASSWORD");
  }

  private static List<String> keyIds(Run run) {
    return members(run, "kid");
  }

  private static List<String> keyIdsOf(Run noted) {
    return keys(noted.out()).stream().map(key -> key.getString("kid")).toList();
  }

  private static List<String> members(Run run, String name) {
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    return keys(run.out()).stream().map(key -> key.getString(name)).toList();
  }

  private static JsonObject onlyKey(Run run) {
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertEquals(1, keys(run.out()).size());
    return keys(run.out()).get(0);
  }

  private static List<JsonObject> keys(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject set = reader.readObject();
      assertEquals(Set.of("keys"), set.keySet());
      return set.getJsonArray("keys").getValuesAs(JsonObject.class);
    }
  }

  private static Map<String, String> texts(JsonObject key) {
    Map<String, String> texts = new HashMap<>();
    key.forEach((name, value) -> texts.put(name, key.getString(name)));
    return texts;
  }
}
