package dev.signet.junction.proxy;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The certificates accepted from a server behind; its host name is always verified. */
public final class BackendTls {
  private BackendTls() {}

  /** Only the certificates of a PEM file, or Java's own authorities without one. */
  public static SslContextFactory.Client trusting(@Nullable Path pem) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (pem != null) {
      tls.setTrustStore(anchors(pem));
    }
    return tls;
  }

  /** For clients other than Jetty's: only the certificates of a PEM file. */
  public static SSLContext context(Path pem) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has TLS", e);
    }
  }

  /** The certificates of a PEM file, each as one that is trusted. */
  public static KeyStore anchors(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      for (Certificate certificate : certificates) {
        anchors.setCertificateEntry("anchor" + anchors.size(), certificate);
      }
      if (anchors.size() == 0) {
        throw new CommandFailedException(pem, "holds no certificate");
      }
      return anchors;
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailedException(pem, "is not a certificate in PEM", e);
    }
  }
}
