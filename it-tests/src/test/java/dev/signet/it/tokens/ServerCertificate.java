package dev.signet.it.tokens;

import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

/** The TLS certificate of the server, for localhost and 127.0.0.1, which the proxies show too. */
public final class ServerCertificate {
  private ServerCertificate() {}

  public static Certificate certificate() {
    try {
      return store().getCertificate("default");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void writePem(Path file) {
    try {
      Files.writeString(file, Keys.pem("CERTIFICATE", certificate().getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void writeKeyPem(Path file) {
    try {
      byte[] key = store().getKey("default", Keys.password().toCharArray()).getEncoded();
      Files.writeString(file, Keys.pem("PRIVATE KEY", key));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key store that trusts it, with the password of all stores. */
  public static void writeTrustStore(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry("server", certificate());
      trust.store(out, Keys.password().toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(Server.keyStore().toFile(), Keys.password().toCharArray());
  }
}
