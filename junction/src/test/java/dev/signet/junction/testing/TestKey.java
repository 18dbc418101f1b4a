package dev.signet.junction.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key of any kind with a certificate of any dates. */
public record TestKey(KeyPair pair, X509Certificate certificate) {
  /** The name of the kind is RSA, the bits of an RSA key, DSA, a curve of the JDK, or Ed25519. */
  public static TestKey of(String kind) throws Exception {
    return certified(keyPair(kind));
  }

  /** The same key with a new certificate. */
  public TestKey renewed() throws Exception {
    return certified(pair);
  }

  public TestKey validUntil(Duration fromNow) throws Exception {
    Instant end = Instant.now().plus(fromNow);
    return new TestKey(
        pair, certificate(pair.getPublic(), pair, end.minus(Duration.ofDays(30)), end));
  }

  public TestKey validFrom(Duration fromNow) throws Exception {
    Instant begin = Instant.now().plus(fromNow);
    return new TestKey(
        pair, certificate(pair.getPublic(), pair, begin, begin.plus(Duration.ofDays(30))));
  }

  /** A certificate for a public key whose private key nobody here has. */
  public static X509Certificate certify(PublicKey key) throws Exception {
    return certificate(
        key, keyPair("Ed25519"), Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
  }

  private static TestKey certified(KeyPair pair) throws Exception {
    return new TestKey(
        pair,
        certificate(
            pair.getPublic(),
            pair,
            Instant.now().minusSeconds(60),
            Instant.now().plusSeconds(3600)));
  }

  private static KeyPair keyPair(String kind) throws Exception {
    if (kind.startsWith("secp")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(kind));
      return generator.generateKeyPair();
    }
    boolean bits = Character.isDigit(kind.charAt(0));
    KeyPairGenerator generator = KeyPairGenerator.getInstance(bits ? "RSA" : kind);
    if (bits) {
      generator.initialize(Integer.parseInt(kind));
    }
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      PublicKey key, KeyPair signer, Instant begin, Instant end) throws Exception {
    X500Name name = new X500Name("CN=test");
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(begin),
            Date.from(end),
            name,
            key);
    String algorithm =
        switch (signer.getPublic().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          default -> "Ed25519";
        };
    var contentSigner = new JcaContentSignerBuilder(algorithm).build(signer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner));
  }
}
