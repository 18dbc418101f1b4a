package dev.signet.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.crypto.KnownAnswer;
import dev.signet.crypto.SignatureAlgorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * One algorithm as one security provider verifies it. Providers take keys of their own faster than
 * those of others, so a key is translated once.
 */
final class ProvidedSignature {
  private final SignatureAlgorithm algorithm;
  private final Provider provider;
  private final String javaName;
  private final @Nullable PSSParameterSpec parameters;

  /** A key of the issuer, by its identity, and the provider's form of it; ends with the key. */
  private final Cache<PublicKey, Optional<PublicKey>> translated =
      Caffeine.newBuilder().weakKeys().build();

  private ProvidedSignature(
      SignatureAlgorithm algorithm,
      Provider provider,
      String javaName,
      @Nullable PSSParameterSpec parameters) {
    this.algorithm = algorithm;
    this.provider = provider;
    this.javaName = javaName;
    this.parameters = parameters;
  }

  /**
   * The algorithm with the provider.
   *
   * @return empty where the provider does not have it, or fails its known answer
   */
  static Optional<ProvidedSignature> of(SignatureAlgorithm algorithm, Provider provider) {
    PSSParameterSpec parameters = isPss(algorithm) ? pss(algorithm) : null;
    return javaNames(algorithm).stream()
        .filter(name -> provider.getService("Signature", name) != null)
        .map(name -> new ProvidedSignature(algorithm, provider, name, parameters))
        .filter(ProvidedSignature::givesKnownAnswer)
        .findFirst();
  }

  private boolean givesKnownAnswer() {
    KnownAnswer answer = KnownAnswer.of(algorithm);
    return translate(answer.key())
        .filter(own -> answer.isGivenBy((text, signature) -> isValid(own, text, signature)))
        .isPresent();
  }

  private static boolean isPss(SignatureAlgorithm algorithm) {
    return algorithm.jwaName().startsWith("PS");
  }

  private static String bits(SignatureAlgorithm algorithm) {
    return algorithm.jwaName().substring(2);
  }

  /** The salt is as long as the hash (RFC 7518 section 3.5). */
  private static PSSParameterSpec pss(SignatureAlgorithm algorithm) {
    String hash = "SHA-" + bits(algorithm);
    int salt = Integer.parseInt(bits(algorithm)) / Byte.SIZE;
    return new PSSParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), salt, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  /** Providers have two names for some of them. */
  private static List<String> javaNames(SignatureAlgorithm algorithm) {
    if (algorithm == SignatureAlgorithm.EDDSA) {
      return List.of("Ed25519", "EdDSA");
    }
    String hash = "SHA" + bits(algorithm);
    if (isPss(algorithm)) {
      return List.of("RSASSA-PSS", hash + "withRSA/PSS");
    }
    return List.of(hash + (algorithm.jwaName().startsWith("RS") ? "withRSA" : "withECDSA"));
  }

  Provider provider() {
    return provider;
  }

  /** The key as the provider has it; empty where it refuses the key. */
  Optional<PublicKey> translate(PublicKey key) {
    return translated.get(key, this::translateOnce);
  }

  private Optional<PublicKey> translateOnce(PublicKey key) {
    try {
      // a key that is restricted to RSASSA-PSS would lose its restriction in some providers
      return key.getAlgorithm().equals("RSASSA-PSS")
          ? Optional.empty()
          : Optional.of(
              (PublicKey) KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Verifies a signature.
   *
   * @param key a key that {@link #translate} has given
   * @param signed the bytes that are signed
   * @param signature in the form of its algorithm
   * @return false for every failure of the provider too
   */
  boolean isValid(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(javaName, provider);
      verifier.initVerify(key);
      if (parameters != null) {
        verifier.setParameter(parameters);
      }
      verifier.update(signed);
      return verifier.verify(
          algorithm.jwaName().startsWith("ES")
              ? EcdsaUsingShaAlgorithm.convertConcatenatedToDer(signature)
              : signature);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return algorithm.jwaName() + " by " + provider.getName();
  }
}
