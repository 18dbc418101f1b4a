package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.VerificationKey.Validity;
import dev.signet.testing.TestKeys;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The algorithms there are, and the one kind of key that each verifies with. */
class SignatureAlgorithmTest {
  private static final List<KeyPair> KEYS =
      List.of(TestKeys.RSA, TestKeys.P_256, TestKeys.P_384, TestKeys.P_521, TestKeys.ED25519);

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void anAlgorithmFitsKeysOfOneFamily(SignatureAlgorithm algorithm) {
    List<KeyPair> fitting = KEYS.stream().filter(k -> algorithm.fits(k.getPublic())).toList();
    assertEquals(1, fitting.size());
    assertEquals(Optional.of(algorithm.keyFamily()), KeyFamily.of(fitting.get(0).getPublic()));
    assertEquals(Optional.of(algorithm), SignatureAlgorithm.named(algorithm.jwaName()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "rs256", "RS256 ", "HS256", "ES256K", "RS1", "Ed448"})
  void noOtherNameIsAnAlgorithm(String name) {
    assertEquals(Optional.empty(), SignatureAlgorithm.named(name));
  }

  @Test
  void aKeyVerifiesWithThoseOfTheIssuersAlgorithmsThatFitIt() {
    Set<SignatureAlgorithm> pinned =
        Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS512, SignatureAlgorithm.ES256);
    assertEquals(
        Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS512),
        VerificationKey.fitting(TestKeys.RSA.getPublic(), pinned));
    assertEquals(Set.of(), VerificationKey.fitting(TestKeys.P_384.getPublic(), pinned));
  }

  @Test
  void aKeyIsInTimeFromTheFirstToTheLastInstantOfItsCertificate() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Instant end = start.plusSeconds(60);
    VerificationKey key =
        new VerificationKey(
            TestKeys.RSA.getPublic(),
            Set.of(),
            Set.of(SignatureAlgorithm.RS256),
            Optional.of(new Validity(start, end)));
    assertFalse(key.isInTime(start.minusMillis(1)));
    assertTrue(key.isInTime(start));
    assertTrue(key.isInTime(end));
    assertFalse(key.isInTime(end.plusMillis(1)));
    VerificationKey bare =
        new VerificationKey(
            TestKeys.RSA.getPublic(), Set.of(), Set.of(SignatureAlgorithm.RS256), Optional.empty());
    assertTrue(bare.isInTime(Instant.MIN), "a bare key has no end");
  }
}
