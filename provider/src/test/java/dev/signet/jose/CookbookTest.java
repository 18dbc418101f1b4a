package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.testing.NativeProviders;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 7520, RFC 8037 and RFC 7797: a signed one verifies, a closed one opens. */
class CookbookTest {
  private static final Set<String> KEY_MANAGEMENT =
      Set.of("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW");

  @TempDir Path directory;

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Vectors.folder("cookbook").resolve(folder))) {
      return files.sorted().toList();
    }
  }

  /** The key set with the public half of an example's key. */
  private static Map<String, Object> published(Map<String, Object> jwk) {
    jwk.keySet().removeAll(Set.of("d", "p", "q", "dp", "dq", "qi"));
    return VectorLine.keySet(jwk);
  }

  private static String compact(Map<String, Object> example) {
    return Vectors.text(Vectors.object(example, "output"), "compact");
  }

  @ParameterizedTest
  @MethodSource("dev.signet.testing.NativeProviders#andThePlatform")
  void everySignatureComesToItsEnd(SignatureProviders providers) throws IOException {
    List<Path> examples =
        Stream.of(files("jws"), files("rfc7797"), List.of(curve25519("jws.json")))
            .flatMap(List::stream)
            .toList();
    VectorCount count = new VectorCount("Cookbook JWS" + NativeProviders.suffix(providers));
    VectorLine line = new VectorLine(directory, providers);
    for (Path file : examples) {
      Map<String, Object> example = Vectors.json(file);
      assertNoJsonSerialization(line, example);
      String jws = compact(example);
      Object key = Vectors.object(example, "input").get("key");
      boolean accepted =
          key instanceof Map<?, ?> && line.isVerified(jws, published(Vectors.object(key)));
      count.add(file.getFileName().toString(), true, accepted, signatureDesign(example));
    }
    count.report(11);
  }

  private static Path curve25519(String name) {
    return Vectors.folder("cookbook").resolve("curve25519").resolve(name);
  }

  private static void assertNoJsonSerialization(VectorLine line, Map<String, Object> example) {
    Map<String, Object> output = Vectors.object(example, "output");
    for (String form : List.of("json", "json_flat")) {
      String text = JsonUtil.toJson(Vectors.object(output, form));
      assertFalse(line.isVerified(text, Map.of("keys", List.of())), form);
    }
  }

  private static String signatureDesign(Map<String, Object> example) {
    if (compact(example).isEmpty()) {
      return "JSON serialization";
    }
    String algorithm = Vectors.text(Vectors.object(example, "input"), "alg");
    return SignatureAlgorithm.named(algorithm).isPresent() ? "" : algorithm;
  }

  @Test
  void everyEncryptionComesToItsEnd() throws IOException {
    VectorCount count = new VectorCount("Cookbook JWE");
    VectorLine line = new VectorLine(directory);
    Decryption ours = line.decryption(TestKeys.OTHER_RSA);
    for (Path file : files("jwe")) {
      Map<String, Object> example = Vectors.json(file);
      Map<String, Object> input = Vectors.object(example, "input");
      Decryption decryption =
          input.get("key") instanceof Map<?, ?> key
              ? VectorLine.keyPair(Vectors.object(key)).map(line::decryption).orElse(ours)
              : ours;
      Optional<String> plaintext = VectorLine.plaintext(decryption, compact(example));
      count.add(
          file.getFileName().toString(),
          true,
          plaintext.map(CookbookTest::utf8).equals(Optional.of(Vectors.text(input, "plaintext"))),
          encryptionDesign(example));
      assertFalse(VectorLine.isSignedTokenInside(decryption, compact(example)), "no JWT inside");
    }
    count.report(13);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String encryptionDesign(Map<String, Object> example) {
    if (compact(example).isEmpty()) {
      return "JSON serialization";
    }
    String algorithm = Vectors.text(Vectors.object(example, "input"), "alg");
    return KEY_MANAGEMENT.contains(algorithm) ? "" : algorithm;
  }

  @Test
  void anAgreementOnX25519IsRefusedByDesign() {
    Map<String, Object> example = Vectors.json(curve25519("ecdh-es.json"));
    VectorCount count = new VectorCount("Cookbook X25519");
    VectorLine line = new VectorLine(directory);
    boolean opened =
        Stream.of(TestKeys.OTHER_RSA, TestKeys.P_256)
            .map(line::decryption)
            .anyMatch(ours -> VectorLine.plaintext(ours, compact(example)).isPresent());
    count.add("ecdh-es.json", true, opened, "X25519");
    count.report(1);
  }

  @Test
  void theNestedTokenIsOpenedAndVerified() throws Exception {
    Map<String, Object> example =
        Vectors.json(
            Vectors.folder("cookbook").resolve("6.nesting_signatures_and_encryption.json"));
    Map<String, Object> sign = Vectors.object(Vectors.object(example, "sign"), "input");
    Map<String, Object> encrypt = Vectors.object(example, "encrypt");
    VectorLine line = new VectorLine(directory);
    Decryption decryption =
        VectorLine.keyPair(Vectors.object(Vectors.object(encrypt, "input"), "key"))
            .map(line::decryption)
            .orElseThrow();
    ParsedJws jws = decryption.open(compact(encrypt)).jws();
    assertEquals("hobbiton.example", jws.claims().get("iss"));
    Map<String, Object> keys = published(Vectors.object(sign, "key"));
    VectorCount count = new VectorCount("Cookbook nested");
    count.add("6", true, line.isVerified(jws, keys), "");
    count.report(1);
  }

  @Test
  void onlyPublicKeysMakeAKeySet() throws IOException {
    VectorCount count = new VectorCount("Cookbook JWK");
    VectorLine line = new VectorLine(directory);
    List<Path> files = files("jwk");
    for (Path file : files) {
      String name = file.getFileName().toString();
      String design = name.contains("public") ? "" : "a secret in a key set";
      count.add(name, true, line.isKeySet(VectorLine.keySet(Vectors.json(file))), design);
    }
    assertTrue(files.stream().anyMatch(file -> file.toString().contains("public")));
    count.report(6);
  }
}
