package dev.signet.keys;

import dev.signet.crypto.KeyStrength;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.SafeText;
import java.security.PublicKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * One key of a key set (RFC 7517 section 4). A member that is null counts as missing. So does an
 * empty {@code kid} or {@code key_ops}, because serializers write both for values that were never
 * set. The certificate members {@code x5c} and {@code x5u} are not read.
 *
 * @param members the members that are not null
 */
record Jwk(Map<String, Object> members) {
  private static final List<String> SECRET = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");
  private static final List<String> THUMBPRINTS = List.of("x5t", "x5t#S256");

  /** The members of a public key (RFC 7518 section 6, RFC 8037 section 2). */
  private static final List<String> PUBLIC = List.of("kty", "n", "e", "crv", "x", "y");

  private static final String VERIFY = "verify";

  Jwk {
    Map<String, Object> there = new LinkedHashMap<>(members);
    there.values().removeIf(Objects::isNull);
    members = Collections.unmodifiableMap(there);
  }

  /** The key id; empty where the key has none. */
  Optional<String> kid() {
    return text("kid");
  }

  /**
   * All names by which a token may refer to the key. A key without a name can still match a token.
   */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    kid().ifPresent(names::add);
    THUMBPRINTS.forEach(member -> text(member).ifPresent(names::add));
    return names;
  }

  private Optional<String> text(String member) {
    return members.get(member) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Whether a secret of the signer is among the members. */
  private boolean showsSecret() {
    return SECRET.stream().anyMatch(members::containsKey);
  }

  /** The public key whose private key is published; empty where none is. */
  Optional<PublicKey> exposed() {
    if (!showsSecret()) {
      return Optional.empty();
    }
    try {
      return Optional.of(publicKey());
    } catch (UnusableKeyException e) {
      return Optional.empty();
    }
  }

  /** The public key, independent of the other members. */
  private PublicKey publicKey() throws UnusableKeyException {
    Map<String, Object> ofPublicKey = new LinkedHashMap<>(members);
    ofPublicKey.keySet().retainAll(PUBLIC);
    try {
      if (JsonWebKey.Factory.newJwk(ofPublicKey) instanceof PublicJsonWebKey jwk) {
        return jwk.getPublicKey();
      }
    } catch (JoseException | RuntimeException e) {
      // jose4j and Java throw unchecked exceptions for members of a wrong type or length, a plain
      // RuntimeException for a coordinate longer than its field
    }
    throw UnusableKeyException.odd("it is not a public key of a known type" + kind());
  }

  /** The key with the issuer's algorithms that it may verify. */
  VerificationKey verificationKey(Set<SignatureAlgorithm> pinned, boolean allowShortRsa)
      throws UnusableKeyException {
    if (showsSecret()) {
      throw UnusableKeyException.odd(
          "it contains a private or symmetric key: its publisher must replace it");
    }
    if (members.containsKey("kid") && !(members.get("kid") instanceof String)) {
      throw UnusableKeyException.odd("its kid is not a string");
    }
    checkUse();
    checkOperations();
    PublicKey key = publicKey();
    Set<SignatureAlgorithm> algorithms = algorithms(key, pinned);
    Optional<String> weakness = KeyStrength.weakness(key, allowShortRsa);
    if (weakness.isPresent()) {
      throw UnusableKeyException.odd("it " + weakness.get());
    }
    return new VerificationKey(key, names(), algorithms, Optional.empty());
  }

  /** {@code use} is checked where it is present (RFC 7517 section 4.2). */
  private void checkUse() throws UnusableKeyException {
    Object use = members.getOrDefault("use", Use.SIGNATURE);
    if (Use.ENCRYPTION.equals(use)) {
      throw UnusableKeyException.forSomethingElse("it is for encryption");
    }
    if (!Use.SIGNATURE.equals(use)) {
      throw UnusableKeyException.odd("its use is not sig");
    }
  }

  /** {@code key_ops} is checked where it is not empty (RFC 7517 section 4.3). */
  private void checkOperations() throws UnusableKeyException {
    if (!(members.getOrDefault("key_ops", List.of()) instanceof List<?> operations)) {
      throw UnusableKeyException.odd("its key_ops is not an array");
    }
    if (!operations.isEmpty() && !operations.contains(VERIFY)) {
      throw UnusableKeyException.forSomethingElse("its key_ops does not include verify");
    }
  }

  private Set<SignatureAlgorithm> algorithms(PublicKey key, Set<SignatureAlgorithm> pinned)
      throws UnusableKeyException {
    Set<SignatureAlgorithm> fitting = new HashSet<>(VerificationKey.fitting(key, pinned));
    Object alg = members.get("alg");
    if (alg != null) {
      Optional<SignatureAlgorithm> named =
          alg instanceof String name ? SignatureAlgorithm.named(name) : Optional.empty();
      fitting.removeIf(algorithm -> named.filter(algorithm::equals).isEmpty());
    }
    if (fitting.isEmpty()) {
      throw UnusableKeyException.forSomethingElse(
          "it matches none of the definition's algorithms" + kind());
    }
    return fitting;
  }

  /** For messages: the type of the key as published, without any key material. */
  private String kind() {
    StringBuilder kind = new StringBuilder();
    for (String member : List.of("kty", "crv", "alg")) {
      text(member).ifPresent(t -> kind.append(kind.isEmpty() ? " (" : ", ").append(SafeText.of(t)));
    }
    return kind.isEmpty() ? "" : kind.append(')').toString();
  }
}
