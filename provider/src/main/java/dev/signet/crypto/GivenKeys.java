package dev.signet.crypto;

import java.util.Optional;
import java.util.Set;

/**
 * Keys that come with settings which are not in a file: not the name of a place, but the key
 * itself. They belong to the only definition of these settings.
 *
 * @param verification the public keys in PEM, or a JSON Web Key, or a set of them; empty where the
 *     definition says where they are. A document at an address may then have any of these forms
 * @param decryption the private key that decrypts tokens
 */
public record GivenKeys(Optional<String> verification, Optional<KeyManagementKey> decryption) {

  /**
   * A private key from a text.
   *
   * @param text PKCS#8 in PEM, or a JSON Web Key, or a set with one RSA key
   * @param algorithms the only key management algorithms that are accepted; empty for all that fit
   * @return the key
   * @throws IllegalArgumentException where the text is anything else; the message has no part of it
   */
  public static KeyManagementKey decryption(String text, Set<String> algorithms) {
    return new KeyManagementKey.Given(PrivateKeyText.parse(text), algorithms);
  }
}
