package dev.signet.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.Optional;

/** The kinds of key that verify signatures: a type and, where it has one, a curve. */
enum KeyFamily {
  /** RSA, of any size that is allowed. */
  RSA("an RSA key"),
  /** Elliptic curve P-256. */
  P_256("an EC key on P-256"),
  /** Elliptic curve P-384. */
  P_384("an EC key on P-384"),
  /** Elliptic curve P-521. */
  P_521("an EC key on P-521"),
  /** Edwards curve Ed25519. */
  ED25519("an Ed25519 key");

  private static final Map<KeyFamily, ECParameterSpec> CURVES =
      Map.of(P_256, curve("secp256r1"), P_384, curve("secp384r1"), P_521, curve("secp521r1"));

  private final String description;

  KeyFamily(String description) {
    this.description = description;
  }

  private static ECParameterSpec curve(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime does not support the curve " + name, e);
    }
  }

  /**
   * The family of a key.
   *
   * @param key a public or private key
   * @return its family, or empty for a kind that no algorithm here uses
   */
  static Optional<KeyFamily> of(Key key) {
    if (key instanceof RSAKey) {
      return Optional.of(RSA);
    }
    if (key instanceof ECKey ec) {
      return CURVES.entrySet().stream()
          .filter(curve -> sameCurve(curve.getValue(), ec.getParams()))
          .map(Map.Entry::getKey)
          .findFirst();
    }
    boolean ed25519 = key instanceof EdECKey ed && isEd25519(ed.getParams());
    return ed25519 ? Optional.of(ED25519) : Optional.empty();
  }

  /** Whether the key's own object identifier restricts it to RSASSA-PSS. */
  static boolean isForPssAlone(Key key) {
    return key instanceof RSAKey && key.getAlgorithm().equals("RSASSA-PSS");
  }

  /** Compares the curve itself, not its name: a key may have its own parameters. */
  private static boolean sameCurve(ECParameterSpec known, ECParameterSpec other) {
    return known.getCurve().equals(other.getCurve())
        && known.getGenerator().equals(other.getGenerator())
        && known.getOrder().equals(other.getOrder());
  }

  private static boolean isEd25519(NamedParameterSpec parameters) {
    return NamedParameterSpec.ED25519.getName().equals(parameters.getName());
  }

  @Override
  public String toString() {
    return description;
  }
}
