package dev.signet.crypto;

import dev.signet.settings.FileState;
import dev.signet.settings.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key store that issuers refer to. Two are equal where id, file and password are. It is opened
 * once for all issuers that refer to it, and again when the file has changed: opening a store is
 * slow, because a key is derived from the password, and there may be thousands of issuers.
 */
public final class KeyStoreConfig {
  private final String id;
  private final Path location;
  private final Secret password;
  private @Nullable Opened opened;

  /** An opened store with the fingerprint of its file. */
  private record Opened(KeyStore store, String fingerprint) {}

  /**
   * Describes a store; the file is not read yet.
   *
   * @param id the name in {@code trustStoreRef}
   * @param location the file; PKCS12 or JKS, recognised by its content
   * @param password the password of the store
   */
  public KeyStoreConfig(String id, Path location, Secret password) {
    this.id = id;
    this.location = location;
    this.password = password;
  }

  /**
   * Where the store is.
   *
   * @return the file
   */
  public Path location() {
    return location;
  }

  /**
   * Opens the store.
   *
   * @return the store, loaded; the same object until the content of the file changes
   * @throws IllegalArgumentException with a message that names the file and has no text of a
   *     library
   */
  public synchronized KeyStore open() {
    Unreadable.refuse("the key store", location);
    try {
      String fingerprint = FileState.fingerprint(location);
      Opened known = opened;
      if (known == null || !known.fingerprint().equals(fingerprint)) {
        known =
            new Opened(
                KeyStore.getInstance(location.toFile(), password.toCharArray()), fingerprint);
        opened = known;
      }
      return known.store();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot open the key store "
              + location
              + ": it is neither PKCS12 nor JKS, or the password is wrong",
          e);
    }
  }

  /**
   * Opens the store to trust its certificates.
   *
   * @return as {@link #open} does
   * @throws IllegalArgumentException as from {@link #open}, and where it has no certificate: Java
   *     ignores those that OpenSSL wrote into a PKCS12 file without a trust attribute
   */
  public KeyStore openTrusted() {
    KeyStore store = open();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) != null) {
          return store;
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("cannot read the key store " + location, e);
    }
    throw new IllegalArgumentException(
        "the key store "
            + location
            + " has no certificate that Java trusts; import one with keytool -importcert");
  }

  /** The certificate under an alias; of a private key's chain, that of the key. */
  public TrustedKey certificate(KeyStore store, String alias) {
    try {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        return TrustedKey.of(alias, "the alias \"" + alias + "\" of " + location, certificate);
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
      // the same as a missing key: it cannot be used
    }
    throw new IllegalArgumentException(
        "the key store " + location + " has no private key under the alias \"" + alias + "\"");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyStoreConfig store
        && store.id.equals(id)
        && store.location.equals(location)
        && store.password.equals(password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, location);
  }
}
