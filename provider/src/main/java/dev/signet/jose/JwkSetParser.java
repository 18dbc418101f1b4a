package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeyStrength;
import dev.signet.config.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * Reads a JSON Web Key Set (RFC 7517 section 5) and keeps the keys that may verify for an issuer. A
 * set that shows a private or symmetric key, or gives one name to two keys, is refused as a whole:
 * a publisher who does that is not to be trusted with the rest. A key of an unknown kind is passed
 * over.
 */
final class JwkSetParser {
  private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "k", "p", "q", "dp", "dq", "qi");

  private final Set<SignatureAlgorithm> pinned;
  private final boolean allowShortRsa;

  JwkSetParser(IssuerConfig issuer) {
    this.pinned = issuer.signatureAlgorithms();
    this.allowShortRsa = issuer.allowsShortRsaKeys();
  }

  /** The usable keys, at least one. */
  KeySet parse(String json) {
    List<VerificationKey> keys = new ArrayList<>();
    Set<String> kids = new HashSet<>();
    for (Map<String, Object> jwk : objects(json)) {
      if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
        throw new KeyFetchException("the key set shows a private or symmetric key");
      }
      if (jwk.get("kid") instanceof String kid && !kids.add(kid)) {
        throw new KeyFetchException("the key set gives one kid to two keys");
      }
      verificationKey(jwk).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      throw KeyFetchException.withoutKeys("the key set has no key for the issuer's algorithms");
    }
    return new KeySet(keys);
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  private static List<Map<String, Object>> objects(String json) {
    try {
      if (StrictJson.object(json).get("keys") instanceof List<?> keys
          && keys.stream().allMatch(Map.class::isInstance)) {
        return (List<Map<String, Object>>) keys;
      }
    } catch (IllegalArgumentException e) {
      // the same as JSON of another kind
    }
    throw new KeyFetchException("the answer is no key set");
  }

  private Optional<VerificationKey> verificationKey(Map<String, Object> members) {
    try {
      JsonWebKey jwk = JsonWebKey.Factory.newJwk(members);
      if (!(jwk instanceof PublicJsonWebKey publicJwk) || !isForSignatures(members)) {
        return Optional.empty();
      }
      PublicKey key = publicJwk.getPublicKey();
      Set<SignatureAlgorithm> algorithms = algorithms(members, key);
      boolean usable = !algorithms.isEmpty() && KeyStrength.weakness(key, allowShortRsa).isEmpty();
      return usable
          ? Optional.of(new VerificationKey(key, names(members), algorithms, Optional.empty()))
          : Optional.empty();
    } catch (JoseException | RuntimeException e) {
      // jose4j and Java answer members of a wrong type or length with unchecked exceptions, a
      // coordinate longer than its field even with a plain RuntimeException
      return Optional.empty();
    }
  }

  /**
   * {@code use} and {@code key_ops} are believed where they are there (RFC 7517 section 4.2, 4.3).
   */
  private static boolean isForSignatures(Map<String, Object> jwk) {
    Object use = jwk.getOrDefault("use", Use.SIGNATURE);
    Object operations = jwk.getOrDefault("key_ops", List.of("verify"));
    return Use.SIGNATURE.equals(use)
        && operations instanceof List<?> list
        && list.contains("verify");
  }

  private Set<SignatureAlgorithm> algorithms(Map<String, Object> jwk, PublicKey key) {
    Set<SignatureAlgorithm> fitting = new HashSet<>(VerificationKey.fitting(key, pinned));
    if (jwk.containsKey("alg")) {
      fitting.removeIf(algorithm -> !algorithm.jwaName().equals(jwk.get("alg")));
    }
    return fitting;
  }

  /** A key without any name can still be the only one that fits a token without a name. */
  private static Set<String> names(Map<String, Object> jwk) {
    Set<String> names = new HashSet<>();
    for (String member : List.of("kid", "x5t", "x5t#S256")) {
      if (jwk.get(member) instanceof String name) {
        names.add(name);
      }
    }
    return names;
  }
}
