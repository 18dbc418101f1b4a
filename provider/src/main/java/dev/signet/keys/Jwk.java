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
 * One key of a key set (RFC 7517 section 4). A member that is null is not there; an empty {@code
 * kid} is none, and an empty {@code key_ops} says nothing, as serializers write both for what was
 * never set. The certificate members {@code x5c} and {@code x5u} are not read.
 *
 * @param members what is there
 */
record Jwk(Map<String, Object> members) {
  private static final List<String> SECRET = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");
  private static final List<String> THUMBPRINTS = List.of("x5t", "x5t#S256");

  /** What a public key is made of (RFC 7518 section 6, RFC 8037 section 2). */
  private static final List<String> PUBLIC = List.of("kty", "n", "e", "crv", "x", "y");

  private static final String VERIFY = "verify";

  Jwk {
    Map<String, Object> there = new LinkedHashMap<>(members);
    there.values().removeIf(Objects::isNull);
    members = Collections.unmodifiableMap(there);
  }

  /** What a token calls the key first of all; empty where the key has no name. */
  Optional<String> kid() {
    return text("kid");
  }

  /** All that a token may call it. A key without any name can still fit a token. */
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

  /** Whether what only the signer may know stands beside the public key. */
  private boolean showsSecret() {
    return SECRET.stream().anyMatch(members::containsKey);
  }

  /** The public key whose private one is shown; empty where none is. */
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

  /** The public key alone, whatever else the members say. */
  private PublicKey publicKey() throws UnusableKeyException {
    Map<String, Object> ofPublicKey = new LinkedHashMap<>(members);
    ofPublicKey.keySet().retainAll(PUBLIC);
    try {
      if (JsonWebKey.Factory.newJwk(ofPublicKey) instanceof PublicJsonWebKey jwk) {
        return jwk.getPublicKey();
      }
    } catch (JoseException | RuntimeException e) {
      // jose4j and Java answer members of a wrong type or length with unchecked exceptions, a
      // coordinate longer than its field even with a plain RuntimeException
    }
    throw UnusableKeyException.odd("it is no public key of a known kind" + kind());
  }

  /** The key with the algorithms of the issuer that it may verify with. */
  VerificationKey verificationKey(Set<SignatureAlgorithm> pinned, boolean allowShortRsa)
      throws UnusableKeyException {
    if (showsSecret()) {
      throw UnusableKeyException.odd(
          "it shows a private or symmetric key: its publisher has to replace it");
    }
    if (members.containsKey("kid") && !(members.get("kid") instanceof String)) {
      throw UnusableKeyException.odd("its kid is no string");
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

  /** {@code use} is believed where it is there (RFC 7517 section 4.2). */
  private void checkUse() throws UnusableKeyException {
    Object use = members.getOrDefault("use", Use.SIGNATURE);
    if (Use.ENCRYPTION.equals(use)) {
      throw UnusableKeyException.forSomethingElse("it is for encryption");
    }
    if (!Use.SIGNATURE.equals(use)) {
      throw UnusableKeyException.odd("its use is not sig");
    }
  }

  /** {@code key_ops} is believed where it names any (RFC 7517 section 4.3). */
  private void checkOperations() throws UnusableKeyException {
    if (!(members.getOrDefault("key_ops", List.of()) instanceof List<?> operations)) {
      throw UnusableKeyException.odd("its key_ops is no array");
    }
    if (!operations.isEmpty() && !operations.contains(VERIFY)) {
      throw UnusableKeyException.forSomethingElse("its key_ops does not name verify");
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
          "it is for none of the definition's algorithms" + kind());
    }
    return fitting;
  }

  /** For messages: the words of the publisher about the kind of key, none of its numbers. */
  private String kind() {
    StringBuilder kind = new StringBuilder();
    for (String member : List.of("kty", "crv", "alg")) {
      text(member).ifPresent(t -> kind.append(kind.isEmpty() ? " (" : ", ").append(SafeText.of(t)));
    }
    return kind.isEmpty() ? "" : kind.append(')').toString();
  }
}
