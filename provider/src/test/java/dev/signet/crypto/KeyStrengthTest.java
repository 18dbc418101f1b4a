package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestKeys;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weak keys are known before a token comes. */
class KeyStrengthTest {
  static Stream<KeyPair> good() {
    return Stream.of(
        TestKeys.RSA, TestKeys.P_256, TestKeys.P_384, TestKeys.P_521, TestKeys.ED25519);
  }

  @ParameterizedTest
  @MethodSource("good")
  void aFreshKeyIsStrong(KeyPair keys) {
    assertEquals(Optional.empty(), KeyStrength.weakness(keys.getPublic(), false));
  }

  @Test
  void aShortRsaKeyIsWeakUnlessAllowed() {
    PublicKey weak = TestKeys.WEAK_RSA.getPublic();
    assertEquals(
        Optional.of("has 1024 bits; RSA needs at least 2048"), KeyStrength.weakness(weak, false));
    assertEquals(Optional.empty(), KeyStrength.weakness(weak, true));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 65_536})
  void anExponentThatSignsNothingIsWeak(long exponent) throws Exception {
    assertEquals(
        Optional.of("has an invalid public exponent"),
        KeyStrength.weakness(
            rsa(((RSAPublicKey) TestKeys.RSA.getPublic()).getModulus(), exponent), false));
  }

  private static PublicKey rsa(BigInteger modulus, long exponent) {
    return new RSAPublicKey() {
      private static final long serialVersionUID = 1L;

      @Override
      public BigInteger getModulus() {
        return modulus;
      }

      @Override
      public BigInteger getPublicExponent() {
        return BigInteger.valueOf(exponent);
      }

      @Override
      public String getAlgorithm() {
        return "RSA";
      }

      @Override
      public String getFormat() {
        return "none";
      }

      @Override
      public byte[] getEncoded() {
        return new byte[0];
      }
    };
  }

  @Test
  void aModulusOfTheWeakGeneratorIsKnown() throws Exception {
    // a power of 65537 modulo each of the small primes, as that generator's moduli are
    BigInteger product = BigInteger.ONE;
    for (int prime :
        new int[] {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157}) {
      product = product.multiply(BigInteger.valueOf(prime));
    }
    BigInteger power = BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(777), product);
    BigInteger modulus = BigInteger.TWO.pow(2047).divide(product).multiply(product).add(power);
    modulus = modulus.bitLength() < 2048 ? modulus.add(product) : modulus;
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537)));
    assertTrue(KeyStrength.weakness(key, false).orElse("").contains("CVE-2017-15361"));
    for (int i = 0; i < 3; i++) {
      assertFalse(RocaFingerprint.matches(modulus.add(BigInteger.valueOf(2L * i + 2))));
    }
  }

  @Test
  void aPointOffTheCurveIsWeak() throws Exception {
    ECPublicKey good = (ECPublicKey) TestKeys.P_256.getPublic();
    ECPoint moved =
        new ECPoint(good.getW().getAffineX(), good.getW().getAffineY().add(BigInteger.ONE));
    PublicKey key =
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(moved, good.getParams()));
    assertEquals(
        Optional.of("is a point that is not on its curve"), KeyStrength.weakness(key, false));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aPointOfSmallOrderIsWeak(long y) throws Exception {
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(false, BigInteger.valueOf(y))));
    assertEquals(Optional.of("is a point of small order"), KeyStrength.weakness(key, false));
  }
}
