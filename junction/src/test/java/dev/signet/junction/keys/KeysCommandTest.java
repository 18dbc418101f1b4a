package dev.signet.junction.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
  private static final Integer DNS_NAME = 2;
  private static final Integer IP_ADDRESS = 7;

  @TempDir Path folder;

  @Test
  void theSignersKeystoreHoldsAnRsaKeyThatOthersKnowByItsCertificate() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);

    KeyStore signer = open(keys, keys.signer());
    assertEquals(List.of("rsakey1"), Collections.list(signer.aliases()));
    assertTrue(signer.isKeyEntry("rsakey1"));
    X509Certificate certificate = (X509Certificate) signer.getCertificate("rsakey1");
    assertEquals(2048, ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength());
    certificate.verify(certificate.getPublicKey());

    KeyStore trust = open(keys, keys.trust());
    assertEquals(List.of("rsakey1"), Collections.list(trust.aliases()));
    assertTrue(trust.isCertificateEntry("rsakey1"));
    assertEquals(certificate, trust.getCertificate("rsakey1"));
  }

  @Test
  void theServersKeystoreHoldsItsTlsKeyAndTheSignersCertificateButNotTheSignersKey()
      throws Exception {
    MadeKeys keys = MadeKeys.in(folder);

    KeyStore server = open(keys, keys.server());
    assertEquals(2, server.size());
    assertTrue(server.isKeyEntry("default"));
    assertTrue(server.isCertificateEntry("rsakey1"));
    assertEquals(
        open(keys, keys.signer()).getCertificate("rsakey1"), server.getCertificate("rsakey1"));
    assertEquals(server.getCertificate("default"), certificateIn(keys.tlsCertificate()));
  }

  @Test
  void theTlsCertificateIsForThisMachineOnly() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);

    X509Certificate tls = (X509Certificate) open(keys, keys.server()).getCertificate("default");
    assertEquals("CN=localhost", tls.getSubjectX500Principal().getName());
    List<List<?>> names = new ArrayList<>(tls.getSubjectAlternativeNames());
    assertEquals(List.of(List.of(DNS_NAME, "localhost"), List.of(IP_ADDRESS, "127.0.0.1")), names);
  }

  @Test
  void everyFileIsForItsOwnerOnlyAndThePasswordIsInNoOutput() throws Exception {
    Run made = new MadeKeys(folder).make();
    MadeKeys keys = new MadeKeys(folder);

    for (Path file : keys.all()) {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      assertEquals("rw-------", mode, file.toString());
      assertTrue(made.out().contains("made " + file), made.out());
    }
    String password = Files.readString(keys.password()).strip();
    assertEquals(40, password.length());
    assertFalse((made.out() + made.err()).contains(password));
    assertEquals("KEYSTORE_PASSWORD=" + password + "\n", Files.readString(keys.serverEnv()));
  }

  @Test
  void whatIsThereIsKept() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    List<byte[]> before = contents(keys);

    Run again = keys.make();

    assertEquals(new Run(0, "", ""), again);
    List<byte[]> after = contents(keys);
    for (int i = 0; i < before.size(); i++) {
      assertEquals(new String(before.get(i), UTF_8), new String(after.get(i), UTF_8));
    }
  }

  @Test
  void onlyWhatIsMissingIsMade() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Files.delete(keys.trust());

    assertEquals("made " + keys.trust(), keys.make().onlyLine());
  }

  @Test
  void otherLinesOfServerEnvStay() throws Exception {
    MadeKeys keys = new MadeKeys(folder);
    Files.writeString(keys.serverEnv(), "A=1\nKEYSTORE_PASSWORD=old\nB=2\n");

    assertEquals(0, keys.make().exitCode());

    String password = Files.readString(keys.password()).strip();
    assertEquals(
        "A=1\nB=2\nKEYSTORE_PASSWORD=" + password + "\n", Files.readString(keys.serverEnv()));
  }

  @Test
  void aFileThatDoesNotOpenIsNamedAndLeftAlone() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Files.writeString(keys.server(), "no keystore");

    keys.make().isFailure("keys", keys.server() + ": is not a keystore");
    assertEquals("no keystore", Files.readString(keys.server()));
  }

  @Test
  void aPasswordThatDoesNotFitIsNamedByTheKeystoreItDoesNotOpen() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Files.writeString(keys.password(), "another\n");

    keys.make().isFailure("keys", keys.signer() + ": the password does not open it");
  }

  @Test
  void anEmptyPasswordFileIsRefused() throws Exception {
    MadeKeys keys = new MadeKeys(folder);
    Files.writeString(keys.password(), "\n");

    keys.make()
        .isFailure(
            "keys", keys.password() + ": its first line should be the password; it is empty");
  }

  @Test
  void aServerThatTrustsAnotherSignerIsNamed() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Files.delete(keys.signer());
    Files.delete(keys.trust());

    Run renewed = keys.make();

    assertEquals(1, renewed.exitCode());
    assertTrue(renewed.err().contains(keys.server() + ": 'rsakey1' is not"), renewed.err());
  }

  @Test
  void aCertificateFileOfAnotherKeyIsNamed() throws Exception {
    MadeKeys keys = MadeKeys.in(folder);
    Files.delete(keys.server());

    Run renewed = keys.make();

    assertEquals(1, renewed.exitCode());
    assertTrue(renewed.err().contains(keys.tlsCertificate() + ": is not the"), renewed.err());
  }

  @Test
  void optionsThatContradictEachOtherAreUsageErrors() {
    String password = "--password-file=" + folder.resolve("password");
    String keystore = "--keystore=" + folder.resolve("junction.p12");

    Run.of("keys", password, keystore, "--tls-certificate=" + folder.resolve("tls.pem"))
        .isUsageError("keys", "--tls-certificate needs --server-keystore");
    Run.of("keys", password, keystore, "--alias=Default")
        .isUsageError("keys", "--alias: 'Default' is the name of the TLS key");
    assertFalse(Files.exists(folder.resolve("password")));
  }

  private static KeyStore open(MadeKeys keys, Path file)
      throws GeneralSecurityException, IOException {
    char[] password = Files.readString(keys.password()).strip().toCharArray();
    return KeyStore.getInstance(file.toFile(), password);
  }

  private static Certificate certificateIn(Path pem) throws GeneralSecurityException, IOException {
    try (InputStream bytes = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }
  }

  private static List<byte[]> contents(MadeKeys keys) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : keys.all()) {
      contents.add(Files.readAllBytes(file));
    }
    return contents;
  }
}
