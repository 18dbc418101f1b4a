package dev.signet.junction.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.TestKey;
import dev.signet.junction.testing.TestStore;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the key that signs to the key that is published and back. */
final class PublishedTokenTest {
  private static final List<Case> CASES =
      List.of(
          new Case("2048", "RS256", "SHA256withRSA"),
          new Case("secp256r1", "ES256", "SHA256withECDSAinP1363Format"),
          new Case("secp384r1", "ES384", "SHA384withECDSAinP1363Format"),
          new Case("secp521r1", "ES512", "SHA512withECDSAinP1363Format"),
          new Case("Ed25519", "EdDSA", "Ed25519"));

  @TempDir static Path folder;

  private static Optional<TestStore> store = Optional.empty();

  private record Case(String kind, String algorithm, String jdkName) {
    /** In small letters, as the JDK lists the names in a PKCS12 file. */
    String alias() {
      return kind.toLowerCase(Locale.ROOT);
    }
  }

  @BeforeAll
  static void makeStore() throws Exception {
    TestStore made = TestStore.in(folder);
    for (Case each : CASES) {
      made.with("decoy-" + each.alias(), TestKey.of(each.kind()));
      made.with(each.alias(), TestKey.of(each.kind()));
    }
    store = Optional.of(made);
  }

  static List<Arguments> everySchemeAndKey() {
    List<Arguments> all = new ArrayList<>();
    for (String scheme : List.of("x5t#S256", "x5t", "label", "thumbprint")) {
      CASES.forEach(each -> all.add(Arguments.of(scheme, each)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everySchemeAndKey")
  void aMintedTokenVerifiesWithThePublishedKeyOfItsKeyId(String scheme, Case each)
      throws Exception {
    String token =
        run(
            "mint",
            "--kid=" + scheme,
            "--alias=" + each.alias(),
            "--algorithm=" + each.algorithm(),
            "--user=testuser");
    JsonWebKeySet published = new JsonWebKeySet(run("jwks", "--kid=" + scheme));

    JsonWebSignature parsed = new JsonWebSignature();
    parsed.setCompactSerialization(token);
    assertEquals(each.algorithm(), parsed.getAlgorithmHeaderValue());
    List<JsonWebKey> found =
        published.findJsonWebKeys(parsed.getKeyIdHeaderValue(), null, "sig", null);
    assertEquals(1, found.size());
    parsed.setKey(found.get(0).getKey());
    assertTrue(parsed.verifySignature());
    assertTrue(verifies(token, each.jdkName(), (PublicKey) found.get(0).getKey()));
    for (JsonWebKey other : published.getJsonWebKeys()) {
      boolean decoy = other != found.get(0) && other.getKeyType().equals(found.get(0).getKeyType());
      if (decoy && fits(other, found.get(0))) {
        assertFalse(verifies(token, each.jdkName(), (PublicKey) other.getKey()));
      }
    }
  }

  /** Of one length or curve: keys of others cannot even be asked. */
  private static boolean fits(JsonWebKey one, JsonWebKey other) {
    return one.getKey().getEncoded().length == other.getKey().getEncoded().length;
  }

  private static boolean verifies(String token, String jdkName, PublicKey key) throws Exception {
    int lastDot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance(jdkName);
    signature.initVerify(key);
    signature.update(token.substring(0, lastDot).getBytes(US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(lastDot + 1)));
  }

  private static String run(String command, String... options) {
    Run run = store.orElseThrow().run(command, options);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    return run.out().strip();
  }
}
