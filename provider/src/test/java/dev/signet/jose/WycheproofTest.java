package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.testing.NativeProviders;
import dev.signet.testing.TestKeys;
import dev.signet.token.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Project Wycheproof's vectors, each to its expected end. */
class WycheproofTest {
  /** Labelled invalid, and byte for byte the valid token of 357. */
  private static final Set<String> VALID_IN_TRUTH = Set.of("367", "370");

  /** Labelled valid, with a question mark inside the base64url. */
  private static final Set<String> INVALID_IN_TRUTH = Set.of("372", "373");

  private static final Set<String> KEY_MANAGEMENT =
      Set.of("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW");

  @TempDir Path directory;

  private static Map<String, Object> suite(String name) {
    return Vectors.json(
        Vectors.folder("wycheproof").resolve("testvectors_v1/json_web_" + name + "_test.json"));
  }

  private static int size(Map<String, Object> suite) {
    return ((Number) suite.getOrDefault("numberOfTests", 0)).intValue();
  }

  /** The public key as a publisher shows it, or the secret one where there is no other. */
  private static Map<String, Object> shownKeys(Map<String, Object> group) {
    return VectorLine.keySet(
        Vectors.object(group, group.containsKey("public") ? "public" : "private"));
  }

  private static boolean isValid(Map<String, Object> vector) {
    return Vectors.text(vector, "result").equals("valid");
  }

  @ParameterizedTest
  @MethodSource("dev.signet.testing.NativeProviders#andThePlatform")
  void everySignatureComesToItsEnd(SignatureProviders providers) {
    Map<String, Object> suite = suite("signature");
    signatures("Wycheproof JWS" + NativeProviders.suffix(providers), suite, providers);
  }

  @Test
  void everyKeyComesToItsEnd() {
    Map<String, Object> suite = suite("key");
    signatures("Wycheproof JWK", suite, SignatureProviders.NONE);
  }

  private void signatures(String name, Map<String, Object> suite, SignatureProviders providers) {
    VectorCount count = new VectorCount(name);
    VectorLine line = new VectorLine(directory, providers);
    for (Map<String, Object> group : Vectors.objects(suite, "testGroups")) {
      Map<String, Object> keys = shownKeys(group);
      for (Map<String, Object> vector : Vectors.objects(group, "tests")) {
        String id = Vectors.text(vector, "tcId");
        String jws = Vectors.text(vector, "jws");
        boolean accepted = line.isVerified(jws, keys);
        boolean isHmacBase64 = Vectors.text(group, "comment").equals("base64");
        if (isHmacBase64 && (VALID_IN_TRUTH.contains(id) || INVALID_IN_TRUTH.contains(id))) {
          assertFalse(accepted, "HMAC is not known here, whatever the label");
          count.addWronglyLabelled();
        } else {
          count.add(name + " " + id, isValid(vector), accepted, design(jws, keys));
        }
      }
    }
    count.report(size(suite));
  }

  /** Why a valid signature is refused on purpose. */
  private static String design(String jws, Map<String, Object> keys) {
    String algorithm = VectorLine.header(jws, "alg");
    if (SignatureAlgorithm.named(algorithm).isEmpty()) {
      return algorithm;
    }
    boolean otherAlgorithm =
        Vectors.objects(keys, "keys").stream()
            .allMatch(key -> key.containsKey("alg") && !algorithm.equals(key.get("alg")));
    return otherAlgorithm ? "a key for another algorithm" : "";
  }

  @Test
  void theBase64VectorsFailWhereTheTokenIsTakenApart() {
    Map<String, Object> suite = suite("signature");
    List<Map<String, Object>> vectors =
        Vectors.objects(suite, "testGroups").stream()
            .filter(group -> Vectors.text(group, "comment").equals("base64"))
            .flatMap(group -> Vectors.objects(group, "tests").stream())
            .toList();
    int refused = 0;
    for (Map<String, Object> vector : vectors) {
      String id = Vectors.text(vector, "tcId");
      boolean isOneText =
          VALID_IN_TRUTH.contains(id) || (isValid(vector) && !INVALID_IN_TRUTH.contains(id));
      if (!isOneText) {
        refused++;
        assertThrows(
            TokenRejectedException.class, () -> ParsedJws.parse(Vectors.text(vector, "jws")), id);
      }
    }
    assertEquals(14, refused);
  }

  @Test
  void everyEncryptionComesToItsEnd() {
    Map<String, Object> suite = suite("encryption");
    VectorCount count = new VectorCount("Wycheproof JWE");
    VectorLine line = new VectorLine(directory);
    Decryption ours = line.decryption(TestKeys.OTHER_RSA);
    for (Map<String, Object> group : Vectors.objects(suite, "testGroups")) {
      Decryption decryption =
          VectorLine.keyPair(Vectors.object(group, "private")).map(line::decryption).orElse(ours);
      for (Map<String, Object> vector : Vectors.objects(group, "tests")) {
        String jwe = Vectors.text(vector, "jwe");
        Optional<String> plaintext = VectorLine.plaintext(decryption, jwe);
        count.add(
            "Wycheproof JWE " + Vectors.text(vector, "tcId"),
            isValid(vector),
            isValid(vector) ? plaintext.equals(expected(vector)) : plaintext.isPresent(),
            design(jwe));
        assertFalse(VectorLine.isSignedTokenInside(decryption, jwe), "no signed JWT is inside");
      }
    }
    count.report(size(suite));
  }

  private static Optional<String> expected(Map<String, Object> vector) {
    byte[] bytes = HexFormat.of().parseHex(Vectors.text(vector, "pt"));
    return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** Why a valid encryption is refused on purpose. */
  private static String design(String jwe) {
    String algorithm = VectorLine.header(jwe, "alg");
    if (!KEY_MANAGEMENT.contains(algorithm)) {
      return algorithm;
    }
    return VectorLine.header(jwe, "zip").isEmpty() ? "" : "compression";
  }
}
