package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.crypto.KeyStrength;
import dev.signet.crypto.Pem;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.http.FetchException;
import dev.signet.token.StrictJson;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the public keys of an issuer from a text whose form is not known before. */
final class KeyTexts {
  private KeyTexts() {}

  /**
   * Reads a key in PEM, a JSON Web Key or a set of them (MicroProfile JWT 2.1 section 9.2). A key
   * in PEM has no name, so it is tried whatever a token calls its key.
   *
   * @throws FetchException where there is no key that can be used
   */
  static KeySet parse(String text, IssuerConfig issuer) {
    if (!text.strip().startsWith("{")) {
      return pem(text, Set.of(), issuer);
    }
    JwkSetParser parser = new JwkSetParser(issuer);
    return parser.parse(isOneKey(text) ? "{\"keys\":[" + text + "]}" : text);
  }

  private static boolean isOneKey(String json) {
    try {
      return !StrictJson.object(json).containsKey("keys");
    } catch (IllegalArgumentException e) {
      // a set with an invalid key, whose other keys count, or nothing at all
      return false;
    }
  }

  /**
   * Reads one public key in PEM.
   *
   * @throws FetchException where there is none that can be used
   */
  static KeySet pem(String text, Set<String> names, IssuerConfig issuer) {
    try {
      PublicKey key = Pem.publicKey(text);
      Set<SignatureAlgorithm> algorithms =
          VerificationKey.fitting(key, issuer.signatureAlgorithms());
      if (!algorithms.isEmpty()
          && KeyStrength.weakness(key, issuer.allowsShortRsaKeys()).isEmpty()) {
        return new KeySet(List.of(new VerificationKey(key, names, algorithms, Optional.empty())));
      }
    } catch (IllegalArgumentException e) {
      throw new FetchException("the answer is not a PEM key");
    }
    throw FetchException.withoutKeys("the answer is a key for other algorithms or a weak one");
  }
}
