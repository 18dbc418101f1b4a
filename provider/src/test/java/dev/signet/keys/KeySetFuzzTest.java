package dev.signet.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.config.IssuerConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.http.FetchException;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text in the place of a key set: usable keys come out, or that there are none. */
class KeySetFuzzTest {
  private static final JwkSetParser PARSER = parser();

  private static JwkSetParser parser() {
    try {
      Path directory = Files.createTempDirectory("keyset");
      List<String> all =
          Arrays.stream(SignatureAlgorithm.values()).map(SignatureAlgorithm::jwaName).toList();
      IssuerConfig issuer =
          Configs.in(directory)
              .without("publicKeyLocation")
              .issuer("jwkEndpointUrl", "https://keys.invalid/jwks")
              .issuer("signatureAlgorithm", all)
              .load()
              .issuers()
              .get(0);
      return new JwkSetParser(issuer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<byte[]> seeds() {
    List<Map<String, Object>> good =
        Stream.of(TestKeys.RSA, TestKeys.WEAK_RSA, TestKeys.P_256, TestKeys.P_521, TestKeys.ED25519)
            .map(keys -> KeyServer.jwk("kid", keys.getPublic()))
            .toList();
    List<Object> sets = new ArrayList<>(List.of(Map.of(), Map.of("keys", 1)));
    sets.add(Map.of("keys", good));
    for (Map<String, Object> jwk : good) {
      sets.add(Map.of("keys", List.of(jwk)));
      sets.add(Map.of("keys", List.of(KeyServer.with(jwk, "use", "sig"))));
      sets.add(Map.of("keys", List.of(KeyServer.with(jwk, "key_ops", List.of("verify")))));
      for (String name : jwk.keySet()) {
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, 7))));
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, ""))));
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, new Tokens.Raw("null")))));
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, "AAAA"))));
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, "_".repeat(400)))));
      }
      for (String name : List.of("x5c", "x5t", "x5u", "alg", "d", "k", "oth")) {
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, List.of("AAAA")))));
        sets.add(Map.of("keys", List.of(KeyServer.with(jwk, name, "AAAA"))));
      }
    }
    return sets.stream().map(set -> Tokens.json(set).getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyTextGivesKeysOrNone(byte[] text) {
    try {
      for (VerificationKey key : PARSER.parse(new String(text, StandardCharsets.UTF_8)).keys()) {
        if (!Set.of(SignatureAlgorithm.values()).containsAll(key.algorithms())) {
          throw new AssertionError("a key for an unknown algorithm");
        }
      }
    } catch (FetchException e) {
      // there are no usable keys in it
    }
  }
}
