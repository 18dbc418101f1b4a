package dev.signet.crypto;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A public key with the algorithms it may verify. They are the issuer's configured algorithms that
 * match the key, so a key is never used with an algorithm of another family (RFC 8725 section 3.1).
 *
 * @param key the public key
 * @param names the key ids by which a token may name it; a key without any matches every key id
 * @param algorithms the algorithms it may verify; never empty
 * @param validity the validity of its certificate; empty where there is none
 * @param label the alias, or the file name without its extension; empty for a fetched key
 */
public record VerificationKey(
    PublicKey key,
    Set<String> names,
    Set<SignatureAlgorithm> algorithms,
    Optional<Validity> validity,
    String label) {

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

  /** A key that was fetched. */
  public VerificationKey(
      PublicKey key,
      Set<String> names,
      Set<SignatureAlgorithm> algorithms,
      Optional<Validity> validity) {
    this(key, names, algorithms, validity, "");
  }

  /** The algorithms of an issuer that match a key. */
  public static Set<SignatureAlgorithm> fitting(PublicKey key, Set<SignatureAlgorithm> pinned) {
    return pinned.stream()
        .filter(algorithm -> algorithm.fits(key))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether its certificate, where it has one, is valid at an instant. */
  public boolean isInTime(Instant now) {
    return validity.isEmpty()
        || !(now.isBefore(validity.get().notBefore()) || now.isAfter(validity.get().notAfter()));
  }
}
