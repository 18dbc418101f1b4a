package dev.signet.crypto;

import dev.signet.settings.FileState;
import java.io.IOException;
import java.nio.file.Files;
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
 * A key store that issuers refer to. Equal where id, file and password are. It is opened once for
 * all issuers that refer to it, and anew when the file has changed: opening one costs a password's
 * derivation, and there may be thousands of issuers.
 */
public final class KeyStoreConfig {
  private final String id;
  private final Path location;
  private final Secret password;
  private @Nullable Opened opened;

  /** A store as it was when its file held this. */
  private record Opened(KeyStore store, String fingerprint) {}

  /**
   * Names a store; the file is not looked at yet.
   *
   * @param id the name in {@code trustStoreRef}
   * @param location the file; PKCS12 or JKS, told apart by its content
   * @param password what opens it
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
   * @return the store, loaded; the same object for as long as the file holds the same
   * @throws IllegalArgumentException with a message that names the file and holds nothing a library
   *     said about it
   */
  public synchronized KeyStore open() {
    if (!Files.isReadable(location)) {
      throw new IllegalArgumentException("cannot read the key store " + location);
    }
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
   * @throws IllegalArgumentException as from {@link #open}, and where there is no certificate in
   *     it: Java passes over those that OpenSSL put into a PKCS12 without a mark of trust
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
            + " holds no certificate that Java trusts; import it with keytool -importcert");
  }

  /** The certificate under an alias; of a private key's chain, the key's own. */
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
      // the same as a key that is not there: nobody could use it
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
