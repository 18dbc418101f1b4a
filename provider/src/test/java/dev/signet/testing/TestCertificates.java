package dev.signet.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.OptionalInt;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates as authorities issue them. A new one is self-signed and good from 2020 for a long
 * time; a test changes it in one point.
 */
public final class TestCertificates {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final String subject;
  private final KeyPair keys;
  private String issuer;
  private KeyPair issuerKeys;
  private Instant notBefore = Instant.parse("2020-01-01T00:00:00Z");
  private Instant notAfter = Instant.parse("2090-01-01T00:00:00Z");
  private boolean isAuthority;
  private OptionalInt keyUsage = OptionalInt.empty();

  private TestCertificates(String subject, KeyPair keys) {
    this.subject = subject;
    this.keys = keys;
    this.issuer = subject;
    this.issuerKeys = keys;
  }

  public static TestCertificates of(String subject, KeyPair keys) {
    return new TestCertificates(subject, keys);
  }

  public TestCertificates issuedBy(String name, KeyPair by) {
    this.issuer = name;
    this.issuerKeys = by;
    return this;
  }

  public TestCertificates from(Instant start) {
    this.notBefore = start;
    return this;
  }

  public TestCertificates until(Instant end) {
    this.notAfter = end;
    return this;
  }

  /** With the basic constraint of an authority. */
  public TestCertificates authority() {
    this.isAuthority = true;
    return this;
  }

  /** With a key usage, in BouncyCastle's bits. */
  public TestCertificates usage(int bits) {
    this.keyUsage = OptionalInt.of(bits);
    return this;
  }

  /** For signatures of certificates and revocation lists alone. */
  public TestCertificates certificatesOnly() {
    return authority().usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  public X509Certificate make() {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal(issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(notBefore),
            Date.from(notAfter),
            new X500Principal(subject),
            keys.getPublic());
    String algorithm =
        issuerKeys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      if (isAuthority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (keyUsage.isPresent()) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage.getAsInt()));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as a PEM block. */
  public String pem() {
    try {
      return block("CERTIFICATE", make().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A PEM block of any type. */
  public static String block(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, LINES.encodeToString(der), type);
  }
}
