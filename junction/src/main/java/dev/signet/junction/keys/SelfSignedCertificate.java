package dev.signet.junction.keys;

import dev.signet.cli.jwks.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The plan of a new RSA key of 2048 bits with a certificate it signs itself: subject, validity and
 * the host names and addresses it is good for.
 */
public record SelfSignedCertificate(String subject, Duration validity, List<GeneralName> hosts) {
  private static final int KEY_BITS = 2048;
  private static final int SERIAL_BITS = 127;

  /** Clocks of two machines differ: a certificate is good a little before it was made. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  public SelfSignedCertificate {
    hosts = List.copyOf(hosts);
  }

  /** Signs tokens, for ten years. */
  public static SelfSignedCertificate forTokens(String alias) {
    String subject = "CN=" + alias + ",OU=demonstration only,O=Signet junction";
    return new SelfSignedCertificate(subject, Duration.ofDays(3650), List.of());
  }

  /** Serves TLS on this machine; 825 days is the longest that every browser accepts. */
  static SelfSignedCertificate forLocalTls() {
    return new SelfSignedCertificate(
        "CN=localhost",
        Duration.ofDays(825),
        List.of(
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
  }

  public SigningKey make(String alias) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    KeyPair keys = generator.generateKeyPair();
    try {
      return new SigningKey(alias, keys.getPrivate(), certify(keys));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private X509Certificate certify(KeyPair keys)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name name = new X500Name(subject);
    Instant notBefore = Instant.now().minus(BACKDATED);
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
            Date.from(notBefore),
            Date.from(notBefore.plus(validity)),
            name,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    if (!hosts.isEmpty()) {
      GeneralNames names = new GeneralNames(hosts.toArray(new GeneralName[0]));
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    }
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
