package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.jose.TokenUnderTest;
import dev.signet.testing.Configs;
import dev.signet.testing.GeneratedKeySet;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Around one good key of a generated set stand null, odd, duplicated and unknown members and keys:
 * the good key always verifies, and no bad one ever does.
 */
class KeySetPropertyTest {
  private static final int SETS = 500;

  private static final List<KeyPair> GOOD =
      List.of(TestKeys.RSA, TestKeys.P_256, TestKeys.P_384, TestKeys.P_521, TestKeys.ED25519);

  @TempDir Path directory;

  /** Each is signed once. */
  private final Map<String, TokenUnderTest> tokens = new HashMap<>();

  @Test
  void theGoodKeyAlwaysVerifiesAndNoBadOneEverDoes() {
    JwkSetParser parser =
        new JwkSetParser(
            Configs.in(directory)
                .without("publicKeyLocation")
                .issuer("jwkEndpointUrl", "https://keys.invalid/jwks")
                .issuer("signatureAlgorithm", List.of("RS256", "ES256", "ES384", "ES512", "EdDSA"))
                .load()
                .issuers()
                .get(0));
    LongStream.range(0, SETS)
        .forEach(seed -> check(parser, GeneratedKeySet.of(seed, GOOD.get((int) (seed % 5)))));
  }

  private void check(JwkSetParser parser, GeneratedKeySet set) {
    KeySet keys = parser.parse(set.json());
    assertTrue(isVerified(keys, Optional.of(set.kid()), set.good()), set.toString());
    assertTrue(isVerified(keys, Optional.empty(), set.good()), set.toString());
    for (KeyPair bad : set.bad()) {
      assertFalse(isVerified(keys, Optional.empty(), bad), set.toString());
      for (String kid : Set.of(set.kid(), "other", "bad", "")) {
        assertFalse(isVerified(keys, Optional.of(kid), bad), set.toString());
      }
    }
  }

  private boolean isVerified(KeySet keys, Optional<String> kid, KeyPair signer) {
    TokenUnderTest jws =
        tokens.computeIfAbsent(kid + " " + signer.getPublic(), name -> token(kid, signer));
    try {
      return KeySet.usable(keys.fitting(jws.keyName(), jws.algorithm()), Tokens.NOW).stream()
          .anyMatch(jws::isSignedBy);
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  private static TokenUnderTest token(Optional<String> kid, KeyPair signer) {
    Tokens token = Tokens.good().signedWith(algorithm(signer), signer.getPrivate());
    kid.ifPresent(name -> token.header("kid", name));
    try {
      return TokenUnderTest.parse(token.compact());
    } catch (TokenRejectedException e) {
      throw new AssertionError(e);
    }
  }

  private static String algorithm(KeyPair keys) {
    if (keys == TestKeys.P_256) {
      return "ES256";
    }
    if (keys == TestKeys.P_384) {
      return "ES384";
    }
    if (keys == TestKeys.P_521) {
      return "ES512";
    }
    return keys == TestKeys.ED25519 ? "EdDSA" : "RS256";
  }
}
