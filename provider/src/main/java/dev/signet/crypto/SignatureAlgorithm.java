package dev.signet.crypto;

import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The signature algorithms a token may be signed with: the asymmetric ones of RFC 7518 section 3.1
 * and EdDSA with Ed25519, which has two names: {@code EdDSA} (RFC 8037) and {@code Ed25519} (RFC
 * 9864). Ed448 is not supported. {@code none} and the HMAC algorithms are not among them: a secret
 * that a server shares with its proxy could sign for both.
 */
public enum SignatureAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256("RS256", KeyFamily.RSA),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RS384("RS384", KeyFamily.RSA),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RS512("RS512", KeyFamily.RSA),
  /** RSASSA-PSS with SHA-256. */
  PS256("PS256", KeyFamily.RSA),
  /** RSASSA-PSS with SHA-384. */
  PS384("PS384", KeyFamily.RSA),
  /** RSASSA-PSS with SHA-512. */
  PS512("PS512", KeyFamily.RSA),
  /** ECDSA on P-256 with SHA-256. */
  ES256("ES256", KeyFamily.P_256),
  /** ECDSA on P-384 with SHA-384. */
  ES384("ES384", KeyFamily.P_384),
  /** ECDSA on P-521 with SHA-512. */
  ES512("ES512", KeyFamily.P_521),
  /** EdDSA with Ed25519; also called {@code Ed25519}. */
  EDDSA("EdDSA", KeyFamily.ED25519);

  /** The name of {@link #EDDSA} that includes the curve (RFC 9864 section 2.2). */
  private static final String ED25519 = "Ed25519";

  private static final Map<String, SignatureAlgorithm> BY_NAME =
      names().stream().collect(Collectors.toUnmodifiableMap(name -> name, SignatureAlgorithm::of));

  private final String jwaName;
  private final KeyFamily keyFamily;

  SignatureAlgorithm(String jwaName, KeyFamily keyFamily) {
    this.jwaName = jwaName;
    this.keyFamily = keyFamily;
  }

  /**
   * A name in the {@code alg} member of a JOSE header. {@link #named} accepts each other name, too.
   *
   * @return the registered name, case-sensitive (RFC 7515 section 4.1.1)
   */
  public String jwaName() {
    return jwaName;
  }

  /**
   * The only kind of key this algorithm verifies with.
   *
   * @return the family
   */
  KeyFamily keyFamily() {
    return keyFamily;
  }

  /**
   * Whether a key may verify with this algorithm. It must be of the family. A key restricted to
   * RSASSA-PSS (RFC 4055 section 1.2) verifies with nothing else, and only with its own hash where
   * it names one.
   *
   * @param key the key
   * @return false for a key of another kind
   */
  public boolean fits(PublicKey key) {
    boolean isOfFamily = KeyFamily.of(key).filter(keyFamily::equals).isPresent();
    return isOfFamily && (!KeyFamily.isForPssAlone(key) || isPssFor((RSAKey) key));
  }

  private boolean isPssFor(RSAKey key) {
    boolean isPss = jwaName.startsWith("PS");
    return isPss
        && (!(key.getParams() instanceof PSSParameterSpec pss)
            || pss.getDigestAlgorithm().equals(jwaName.replace("PS", "SHA-")));
  }

  /**
   * Finds an algorithm by a registered name from a token, a key or the configuration.
   *
   * @param name the name, compared exactly; {@code EdDSA} and {@code Ed25519} are one algorithm
   * @return the algorithm, or empty where the name is not one of these
   */
  public static Optional<SignatureAlgorithm> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static SignatureAlgorithm of(String name) {
    return name.equals(ED25519)
        ? EDDSA
        : Arrays.stream(values()).filter(a -> a.jwaName.equals(name)).findFirst().orElseThrow();
  }

  /** All registered names. */
  public static List<String> names() {
    return Stream.concat(
            Arrays.stream(values()).map(SignatureAlgorithm::jwaName), Stream.of(ED25519))
        .toList();
  }
}
