package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.KeySource;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PEM files as tools and people write them. */
class PemTest {
  private static final String CERTIFICATE = TestCertificates.of("CN=signer", TestKeys.RSA).pem();
  private static final String KEY =
      TestCertificates.block("PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
  private static final List<PublicKey> RSA = List.of(TestKeys.RSA.getPublic());

  @TempDir Path directory;

  private List<PublicKey> read(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("signer.pem"), content);
    return Pem.read(file).stream().map(TrustedKey::key).toList();
  }

  private List<PublicKey> read(String text, Charset charset) throws IOException {
    return read(text.getBytes(charset));
  }

  private List<PublicKey> read(String text) throws IOException {
    return read(text, StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(String message, String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read(text));
    assertEquals(directory.resolve("signer.pem") + message, refused.getMessage());
  }

  @Test
  void textBeforeABlockMayBeInAnyEncoding() throws IOException {
    String text = "friendlyName: Beh\u00f6rde\nsubject=O = T\u00dcB\u0130TAK\n" + CERTIFICATE;
    assertEquals(RSA, read(text, StandardCharsets.ISO_8859_1));
    assertEquals(RSA, read(text, StandardCharsets.UTF_8));
    assertEquals(RSA, read(text, Charset.forName("windows-1254")));
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertEquals(RSA, read("\ufeff" + KEY, StandardCharsets.UTF_8));
    assertEquals(RSA, read("\ufeff" + CERTIFICATE, StandardCharsets.UTF_16LE));
    assertEquals(RSA, read("\ufeff" + CERTIFICATE, StandardCharsets.UTF_16BE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", " \t\n", "\n\n"})
  void linesMayEndInAnyWay(String end) throws IOException {
    assertEquals(RSA, read(KEY.replace("\n", end)));
  }

  @Test
  void blocksNeedNoLineBetweenThem() throws IOException {
    String other = TestCertificates.block("PUBLIC KEY", TestKeys.P_256.getPublic().getEncoded());
    assertEquals(
        List.of(TestKeys.RSA.getPublic(), TestKeys.P_256.getPublic()), read(KEY.strip() + other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X509 CERTIFICATE", "X.509 CERTIFICATE"})
  void theOldNamesOfACertificateAreRead(String type) throws IOException {
    assertEquals(RSA, read(CERTIFICATE.replace("CERTIFICATE", type)));
  }

  @Test
  void aBareRsaKeyIsRead() throws Exception {
    for (int bits : new int[] {512, 2048, 4096}) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
      byte[] pkcs1 =
          new org.bouncycastle.asn1.pkcs.RSAPublicKey(key.getModulus(), key.getPublicExponent())
              .getEncoded(ASN1Encoding.DER);
      assertEquals(List.of(key), read(TestCertificates.block("RSA PUBLIC KEY", pkcs1)));
    }
  }

  @Test
  void aKeyForPssAloneIsRead() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("RSASSA-PSS").generateKeyPair().getPublic();
    List<PublicKey> read = read(TestCertificates.block("PUBLIC KEY", key.getEncoded()));
    assertEquals(List.of(key), read);
    assertEquals("RSASSA-PSS", read.get(0).getAlgorithm());
  }

  @Test
  void theParametersBeforeAnEcKeyArePassedOver() throws IOException {
    byte[] secp256r1 = {6, 8, 42, -122, 72, -50, 61, 3, 1, 7};
    PublicKey key = TestKeys.P_256.getPublic();
    assertEquals(
        List.of(key),
        read(
            TestCertificates.block("EC PARAMETERS", secp256r1)
                + TestCertificates.block("PUBLIC KEY", key.getEncoded())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY"
      })
  void aPrivateKeyIsRefusedWhereverItStands(String type) {
    String block =
        "-----BEGIN %s-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END %s-----\n"
            .formatted(type, type);
    String message =
        " has a PEM block of type " + type + "; give the proxy's public key or certificate instead";
    assertRefused(message, block);
    assertRefused(message, block + CERTIFICATE);
    assertRefused(message, CERTIFICATE + block);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CERTIFICATE REQUEST", "X509 CRL", "PKCS7", "DSA PARAMETERS"})
  void aBlockOfAnotherTypeIsRefused(String type) {
    assertRefused(
        " has a PEM block of type "
            + type
            + "; only CERTIFICATE, PUBLIC KEY and RSA PUBLIC KEY are read",
        KEY + TestCertificates.block(type, new byte[3]));
  }

  @Test
  void openSslsOwnKindOfCertificateIsRefusedWithTheCommandThatConvertsIt() {
    assertRefused(
        " has a PEM block of type TRUSTED CERTIFICATE, a format of OpenSSL alone;"
            + " convert it to a CERTIFICATE with openssl x509 -in FILE",
        CERTIFICATE.replace("CERTIFICATE", "TRUSTED CERTIFICATE"));
  }

  @Test
  void halfABlockIsRefusedWhateverStandsBesideIt() {
    String half = KEY.substring(0, KEY.indexOf("-----END"));
    String message = " has an incomplete PEM block of type PUBLIC KEY: BEGIN and END do not match";
    assertRefused(message, half);
    assertRefused(message, KEY + half);
    assertRefused(message, half + KEY);
    assertRefused(message, half + CERTIFICATE);
    assertRefused(message, KEY.substring(KEY.indexOf("KEY-----") + 8));
  }

  @Test
  void aCertificateInDerIsRefusedWithTheCommandThatConvertsIt() throws Exception {
    byte[] der = TestCertificates.of("CN=signer", TestKeys.RSA).make().getEncoded();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read(der));
    assertEquals(
        directory.resolve("signer.pem")
            + " has no PEM block of type CERTIFICATE or PUBLIC KEY; it is DER: convert it"
            + " with openssl x509 -inform DER",
        refused.getMessage());
  }

  @Test
  void aKeyOfAKindThatIsNotUsedIsRefusedByName() throws GeneralSecurityException {
    KeyPair dsa = KeyPairGenerator.getInstance("DSA").generateKeyPair();
    assertRefused(
        " has a public key that is not an RSA, Ed25519 or EC key on a named curve",
        TestCertificates.block("PUBLIC KEY", dsa.getPublic().getEncoded()));
  }

  @Test
  void theEndingOfAFileInAFolderMayBeInCapitalLetters() throws IOException {
    Files.writeString(directory.resolve("A.PEM"), KEY);
    Files.writeString(directory.resolve("b.Crt"), CERTIFICATE);
    Files.writeString(directory.resolve("c.txt"), "no key");
    Files.createDirectory(directory.resolve("d.cer"));
    assertEquals(
        List.of("A", "b"),
        new KeySource.PemFiles(directory).load().stream().map(TrustedKey::label).toList());
  }
}
