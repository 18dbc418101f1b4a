package dev.signet.jose;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureForm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.crypto.VerificationKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.lang.JoseException;

/**
 * Verifies signatures: with jose4j and the providers of the Java runtime, or with another provider
 * that the configuration names, for the algorithms whose known answer it gives. Thread-safe.
 */
final class SignatureVerifier {
  /** The providers of the Java runtime. */
  private static final ProviderContext PLATFORM = new ProviderContext();

  private final SignatureProviders providers;
  private final Map<SignatureAlgorithm, Optional<ProvidedSignature>> ways;

  private SignatureVerifier(
      SignatureProviders providers, Map<SignatureAlgorithm, Optional<ProvidedSignature>> ways) {
    this.providers = providers;
    this.ways = ways;
  }

  /**
   * Finds who verifies each algorithm.
   *
   * @param providers in the order in which they are tried
   * @param algorithms the algorithms that will be verified
   */
  static SignatureVerifier of(
      SignatureProviders providers, Collection<SignatureAlgorithm> algorithms) {
    Map<SignatureAlgorithm, Optional<ProvidedSignature>> ways =
        new EnumMap<>(SignatureAlgorithm.class);
    for (SignatureAlgorithm algorithm : algorithms) {
      ways.computeIfAbsent(algorithm, a -> first(providers.inOrder(), a));
    }
    return new SignatureVerifier(providers, ways);
  }

  private static Optional<ProvidedSignature> first(
      List<Provider> providers, SignatureAlgorithm algorithm) {
    return providers.stream()
        .flatMap(provider -> ProvidedSignature.of(algorithm, provider).stream())
        .findFirst();
  }

  /** Whether a key, which may verify with the algorithm, verifies a signature. */
  boolean isSigned(
      byte[] signed, byte[] signature, SignatureAlgorithm algorithm, VerificationKey key) {
    if (!SignatureForm.fits(signature, key.key())) {
      return false;
    }
    Optional<ProvidedSignature> way = ways.getOrDefault(algorithm, Optional.empty());
    Optional<PublicKey> own = way.flatMap(w -> w.translate(key.key()));
    return own.isPresent()
        ? way.get().isValid(own.get(), signed, signature)
        : isSignedForPlatform(signed, signature, algorithm, key.key());
  }

  /**
   * Uses only the algorithm of jose4j, because its class for tokens would parse the token once
   * more.
   */
  private static boolean isSignedForPlatform(
      byte[] signed, byte[] signature, SignatureAlgorithm algorithm, PublicKey key) {
    try {
      return AlgorithmFactoryFactory.getInstance()
          .getJwsAlgorithmFactory()
          .getAlgorithm(algorithm.jwaName())
          .verifySignature(signature, key, signed, PLATFORM);
    } catch (JoseException e) {
      return false;
    }
  }

  /** Who verifies what; empty where no provider is named. */
  Optional<String> notice() {
    if (providers.inOrder().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> algorithms =
        ways.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> verifiedBy(entry.getValue()),
                    Collectors.mapping(
                        entry -> entry.getKey().jwaName(), Collectors.joining(", "))));
    return Optional.of(
        "signatures are verified "
            + algorithms.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .collect(Collectors.joining("; ")));
  }

  private static String verifiedBy(Optional<ProvidedSignature> way) {
    return way.map(w -> "by " + w.provider().getName())
        .orElse("by the Java runtime, since no signatureProvider can");
  }
}
