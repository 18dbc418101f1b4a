package dev.signet.junction.keys;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.jwks.KeyStoreFile;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server shows of itself: the TLS key in a keystore. */
public final class ServerTls {
  private ServerTls() {}

  public static SSLContext from(KeyStoreFile file) {
    KeyStore keyStore = file.open();
    try {
      requireKey(keyStore, file);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore, file.password().chars());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(file.path(), "its TLS key cannot be read", e);
    }
  }

  private static void requireKey(KeyStore keyStore, KeyStoreFile file)
      throws GeneralSecurityException {
    for (String alias : Collections.list(keyStore.aliases())) {
      if (keyStore.isKeyEntry(alias)) {
        return;
      }
    }
    throw new CommandFailedException(file.path(), "holds no private key for TLS");
  }
}
