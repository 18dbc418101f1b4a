package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.ConfigException;
import dev.signet.crypto.KnownAnswer;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.crypto.VerificationKey;
import dev.signet.testing.Configs;
import dev.signet.testing.NativeProviders;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.interfaces.ECKey;
import java.security.spec.KeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVerifierTest {
  private static final List<SignatureAlgorithm> ALL = List.of(SignatureAlgorithm.values());
  private static final BigInteger ED25519_ORDER =
      new BigInteger(
          "7237005577332262213973186563042994240857116359379907606001950938285454250989");

  @TempDir Path directory;

  private static List<SignatureVerifier> verifiers() {
    return NativeProviders.andThePlatform().map(p -> SignatureVerifier.of(p, ALL)).toList();
  }

  private static VerificationKey key(SignatureAlgorithm algorithm) {
    return new VerificationKey(
        KnownAnswer.of(algorithm).key(), Set.of(), Set.of(algorithm), Optional.empty());
  }

  private static boolean isSigned(
      SignatureVerifier verifier, SignatureAlgorithm algorithm, byte[] signature) {
    return verifier.isSigned(
        KnownAnswer.of(algorithm).signed(), signature, algorithm, key(algorithm));
  }

  @ParameterizedTest
  @EnumSource
  void eachVerifierAcceptsTheGoodSignatureAndNoOther(SignatureAlgorithm algorithm) {
    VerificationKey key = key(algorithm);
    for (SignatureVerifier verifier : verifiers()) {
      assertTrue(
          KnownAnswer.of(algorithm)
              .isGivenBy((text, signature) -> verifier.isSigned(text, signature, algorithm, key)));
    }
  }

  /** Providers differ in these; a good signature in another form is refused with each of them. */
  @ParameterizedTest
  @EnumSource
  void aSignatureInAnotherFormIsRefusedWithEachProvider(SignatureAlgorithm algorithm)
      throws Exception {
    byte[] good = KnownAnswer.of(algorithm).signature();
    List<byte[]> others =
        new ArrayList<>(
            List.of(
                new byte[0],
                new byte[good.length],
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1),
                concat(new byte[1], good)));
    if (KnownAnswer.of(algorithm).key() instanceof ECKey key) {
      int half = good.length / 2;
      BigInteger order = key.getParams().getOrder();
      others.add(EcdsaUsingShaAlgorithm.convertConcatenatedToDer(good));
      others.add(concat(new byte[half], Arrays.copyOfRange(good, half, good.length)));
      others.add(concat(Arrays.copyOf(good, half), fixed(order, half)));
    }
    if (algorithm == SignatureAlgorithm.EDDSA) {
      BigInteger larger = new BigInteger(1, reversed(Arrays.copyOfRange(good, 32, 64)));
      others.add(concat(Arrays.copyOf(good, 32), reversed(fixed(larger.add(ED25519_ORDER), 32))));
    }
    for (SignatureVerifier verifier : verifiers()) {
      assertTrue(isSigned(verifier, algorithm, good));
      for (int i = 0; i < others.size(); i++) {
        assertFalse(isSigned(verifier, algorithm, others.get(i)), algorithm + ", other " + i);
      }
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int from = Math.max(0, bytes.length - length);
    int size = bytes.length - from;
    System.arraycopy(bytes, from, fixed, length - size, size);
    return fixed;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      other[i] = bytes[bytes.length - 1 - i];
    }
    return other;
  }

  @Test
  void theNoticeSaysWhoVerifiesWhat() {
    SignatureVerifier conscrypt =
        SignatureVerifier.of(NativeProviders.of("org.conscrypt.OpenSSLProvider"), ALL);
    assertEquals(
        Optional.of(
            "signatures are verified by Conscrypt: RS256, RS384, RS512, PS256, PS384, PS512,"
                + " ES256, ES384, ES512; by the Java runtime, since no signatureProvider can:"
                + " EdDSA"),
        conscrypt.notice());
    assertEquals(Optional.empty(), SignatureVerifier.of(SignatureProviders.NONE, ALL).notice());
  }

  @Test
  void theSecondProviderTakesWhatTheFirstCannotDo() {
    SignatureProviders none = new SignatureProviders(List.of(new WrongAnswers()));
    assertTrue(
        SignatureVerifier.of(none, List.of(SignatureAlgorithm.RS256))
            .notice()
            .orElseThrow()
            .contains("by the Java runtime"));
    List<Provider> both = new ArrayList<>(none.inOrder());
    both.addAll(NativeProviders.of("org.conscrypt.OpenSSLProvider").inOrder());
    assertEquals(
        Optional.of("signatures are verified by Conscrypt: RS256"),
        SignatureVerifier.of(new SignatureProviders(both), List.of(SignatureAlgorithm.RS256))
            .notice());
  }

  /** Says of every signature that it is good. */
  private static final class WrongAnswers extends Provider {
    private static final long serialVersionUID = 1L;

    WrongAnswers() {
      super("WrongAnswers", "1", "accepts every signature");
      put("Signature.SHA256withRSA", YesToAll.class.getName());
      put("KeyFactory.RSA", SameKeys.class.getName());
    }
  }

  /** Accepts every signature. */
  public static final class YesToAll extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey publicKey) {}

    @Override
    protected void engineInitSign(PrivateKey privateKey) {}

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] b, int off, int len) {}

    @Override
    protected byte[] engineSign() {
      return new byte[0];
    }

    @Override
    protected boolean engineVerify(byte[] sigBytes) {
      return true;
    }

    @Deprecated
    @Override
    protected void engineSetParameter(String param, Object value) {}

    @Deprecated
    @Override
    protected Object engineGetParameter(String param) {
      throw new UnsupportedOperationException();
    }
  }

  /** Takes keys as they are. */
  public static final class SameKeys extends KeyFactorySpi {
    @Override
    protected PublicKey engineGeneratePublic(KeySpec keySpec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec keySpec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> keySpec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected Key engineTranslateKey(Key key) {
      return key;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.signet.testing.NativeProviders#names")
  void aProviderIsUsedAndNotInstalled(String name) {
    SignatureProviders providers = NativeProviders.of(name);
    assertEquals(1, providers.inOrder().size());
    assertNull(Security.getProvider(providers.inOrder().get(0).getName()));
  }

  @Test
  void aProviderThatIsNotThereIsAMistakeThatNamesThoseThatAre() {
    ConfigException mistake =
        assertThrows(
            ConfigException.class,
            () ->
                Configs.in(directory)
                    .root("signatureProvider", List.of("SunRsaSign", "Conscript"))
                    .tryLoad());
    String message = String.valueOf(mistake.getMessage());
    assertTrue(
        message.contains(
            "signatureProvider: \"Conscript\" is no security provider that is installed, and none"
                + " beside Signet's jar by its name or its class; installed are SUN, SunRsaSign"),
        message);
  }
}
