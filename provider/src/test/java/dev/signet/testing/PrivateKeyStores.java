package dev.signet.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;

/** PKCS12 files with private keys, under the password that all test files have. */
public final class PrivateKeyStores {
  private PrivateKeyStores() {}

  /** Writes a key pair, with a certificate for it. */
  public static Path write(Path file, String alias, KeyPair keys) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          alias,
          keys.getPrivate(),
          TestKeys.PASSWORD.toCharArray(),
          new Certificate[] {TestKeys.certificate(keys)});
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, TestKeys.PASSWORD.toCharArray());
      }
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The element of {@code keyStores} for such a file. */
  public static Map<String, Object> definition(String id, Path file) {
    return Map.of("id", id, "location", file.toString(), "password", TestKeys.PASSWORD);
  }
}
