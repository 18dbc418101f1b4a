package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server's configuration directory: a copy of one among the resources, with key stores made. */
record Fixture(String name, Path folder) {
  private static final char[] PASSWORD = "of-the-tests".toCharArray();
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  static Fixture copy(String name, Path folder) throws IOException {
    Path source = RESOURCES.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(source.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return new Fixture(name, folder);
  }

  Path file(String relative) {
    return folder.resolve(relative);
  }

  /** Makes a key store with a private key and its certificate under each alias. */
  Fixture withKeyStore(String relative, String curveOrRsa, String... aliases) throws Exception {
    KeyStore store = KeyStore.getInstance(relative.endsWith(".jks") ? "JKS" : "PKCS12");
    store.load(null, null);
    KeyPair pair = pair(curveOrRsa);
    for (String alias : aliases) {
      Certificate[] chain = {certificate(pair)};
      store.setKeyEntry(alias, pair.getPrivate(), PASSWORD, chain);
    }
    // a trust store has to hold a certificate that is not a key's own
    store.setCertificateEntry("somebody", certificate(pair));
    Path file = file(relative);
    Files.createDirectories(file.getParent());
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return this;
  }

  private static KeyPair pair(String curveOrRsa) throws GeneralSecurityException {
    boolean rsa = curveOrRsa.equals("RSA");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    if (rsa) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec(curveOrRsa));
    }
    return generator.generateKeyPair();
  }

  private static Certificate certificate(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException {
    X500Principal name = new X500Principal("CN=a test");
    Date now = Date.from(Instant.now());
    String algorithm = pair.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    now,
                    Date.from(Instant.now().plusSeconds(3600)),
                    name,
                    pair.getPublic())
                .build(
                    new JcaContentSignerBuilder("SHA256with" + algorithm)
                        .build(pair.getPrivate())));
  }

  /**
   * What is written and said is what stands among the resources, to the letter. After a change that
   * is wanted, {@code -DargLine=-Dsignet.golden.write=true} writes it there, to be read in the
   * diff.
   */
  void yields(String file, String actual) throws IOException {
    Path golden = RESOURCES.resolve(name).resolve(file);
    if (Boolean.getBoolean("signet.golden.write")) {
      Files.writeString(golden, actual);
    }
    assertEquals(Files.readString(golden), actual);
  }
}
