package dev.signet.config;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A key store that issuers refer to.
 *
 * @param id the name in {@code trustStoreRef}
 * @param location the file; PKCS12 or JKS, told apart by its content
 * @param password what opens it
 */
public record KeyStoreConfig(String id, Path location, Secret password) {

  /**
   * Opens the store.
   *
   * @return the store, loaded
   * @throws IllegalArgumentException with a message that names the file and holds nothing a library
   *     said about it
   */
  public KeyStore open() {
    File file = location.toFile();
    if (!Files.isReadable(location)) {
      throw new IllegalArgumentException("cannot read the key store " + location);
    }
    try {
      return KeyStore.getInstance(file, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot open the key store "
              + location
              + ": it is neither PKCS12 nor JKS, or the password is wrong",
          e);
    }
  }

  /** The certificate under an alias. */
  TrustedKey certificate(KeyStore store, String alias) {
    try {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        return TrustedKey.of(alias, certificate);
      }
      throw new IllegalArgumentException(
          "the key store " + location + " has no certificate under the alias \"" + alias + "\"");
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("cannot read the key store " + location, e);
    }
  }

  /** The private key under an alias; its password is the store's. */
  PrivateKey privateKey(String alias) {
    try {
      if (open().getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // the same as a key that is not there: nobody could use it
    }
    throw new IllegalArgumentException(
        "the key store " + location + " has no private key under the alias \"" + alias + "\"");
  }
}
