package dev.signet.cli.jwks;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key with the certificate of its public key and the name it has in its keystore.
 *
 * <p>The text of this record names the alias only.
 *
 * @param alias the name in the keystore
 * @param privateKey signs
 * @param certificate verifies; the {@code kid} of a token is computed from it
 */
public record SigningKey(String alias, PrivateKey privateKey, X509Certificate certificate) {
  @Override
  public String toString() {
    return "SigningKey[" + alias + "]";
  }
}
