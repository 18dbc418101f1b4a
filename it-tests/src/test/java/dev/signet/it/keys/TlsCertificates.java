package dev.signet.it.keys;

import dev.signet.it.tokens.Keys;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of the tests' own, and the servers it vouches for. */
final class TlsCertificates {
  private static final X500Principal NAME = new X500Principal("CN=Authority of the tests");
  private static final char[] PASSWORD = TestKeys.PASSWORD.toCharArray();

  private final KeyPair keys = Keys.newEc("secp256r1");

  /** A key store that holds the authority's certificate. */
  Path writeTo(Path file) {
    try {
      Extended ca = new Extended(Extension.basicConstraints, new BasicConstraints(true));
      X509Certificate certificate = sign(NAME, keys, Instant.now().plus(Duration.ofDays(1)), ca);
      return TestKeys.trustStore(file, "PKCS12", "authority", certificate);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The side of a server with that IP address whose certificate ends then. */
  SSLContext server(String address, Instant notAfter) {
    KeyPair own = Keys.newEc("secp256r1");
    GeneralName name = new GeneralName(GeneralName.iPAddress, address);
    Extended san = new Extended(Extension.subjectAlternativeName, new GeneralNames(name));
    X509Certificate certificate = sign(new X500Principal("CN=key server"), own, notAfter, san);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("tls", own.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext goodServer() {
    return server("127.0.0.1", Instant.now().plus(Duration.ofDays(1)));
  }

  private record Extended(
      org.bouncycastle.asn1.ASN1ObjectIdentifier id, org.bouncycastle.asn1.ASN1Object value) {}

  private X509Certificate sign(
      X500Principal subject, KeyPair own, Instant notAfter, Extended extension) {
    Date notBefore = Date.from(notAfter.minus(Duration.ofDays(30)));
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.valueOf(System.nanoTime()),
              notBefore,
              Date.from(notAfter),
              subject,
              own.getPublic());
      builder.addExtension(extension.id(), true, extension.value());
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
