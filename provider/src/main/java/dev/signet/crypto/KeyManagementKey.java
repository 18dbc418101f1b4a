package dev.signet.crypto;

import java.security.PrivateKey;
import java.util.Set;

/**
 * The private key that decrypts an issuer's tokens (RFC 7516 section 4.1.1).
 *
 * @param keyStore the store it is in
 * @param alias its alias there, which may be a token's {@code kid}
 */
public record KeyManagementKey(KeyStoreConfig keyStore, String alias) {

  /**
   * Reads the key.
   *
   * @return an RSA or EC private key
   * @throws IllegalArgumentException with a message that names the key that is missing or of
   *     another kind
   */
  public PrivateKey load() {
    PrivateKey key = keyStore.privateKey(alias);
    if (!Set.of("RSA", "EC").contains(key.getAlgorithm())) {
      throw new IllegalArgumentException(
          "the private key \"" + alias + "\" is neither an RSA nor an EC key");
    }
    return key;
  }
}
