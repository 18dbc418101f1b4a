package dev.signet.crypto;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A public key with what it may be used for. The algorithms are the issuer's pinned ones that fit
 * the key, so a key can never be used with an algorithm of another family (RFC 8725 section 3.1).
 *
 * @param key the public key
 * @param names what a token may call it; a key without any fits whatever a token calls its own
 * @param algorithms what it may verify; never empty
 * @param validity the time its certificate gives it; empty where there is no certificate
 */
public record VerificationKey(
    PublicKey key,
    Set<String> names,
    Set<SignatureAlgorithm> algorithms,
    Optional<Validity> validity) {

  /** From the first to the last moment of a certificate (RFC 5280 section 4.1.2.5). */
  public record Validity(Instant notBefore, Instant notAfter) {}

  /** Copies the sets; a key has an algorithm. */
  public VerificationKey {
    names = Set.copyOf(names);
    algorithms = Set.copyOf(algorithms);
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("a key without an algorithm verifies nothing");
    }
  }

  /** The algorithms of an issuer that fit a key. */
  public static Set<SignatureAlgorithm> fitting(PublicKey key, Set<SignatureAlgorithm> pinned) {
    return pinned.stream()
        .filter(algorithm -> algorithm.fits(key))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether its certificate, where it has one, is valid at an instant. */
  public boolean isInTime(Instant now) {
    return validity.filter(v -> now.isBefore(v.notBefore()) || now.isAfter(v.notAfter())).isEmpty();
  }
}
