package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores that several definitions share, and the keys in them. */
class KeyStoreConfigTest {
  private static final Secret PASSWORD = new Secret(TestKeys.PASSWORD);

  @TempDir Path directory;

  private KeyStoreConfig store(String file) {
    return store("trust", file, PASSWORD);
  }

  private KeyStoreConfig store(String id, String file, Secret password) {
    KeyStoreSource source = KeyStoreSource.file(directory.resolve(file));
    return new KeyStoreConfig(id, source, Optional.of(password));
  }

  private static void assertRefusedWithoutSecret(Executable call) {
    IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, call);
    assertFalse(String.valueOf(wrong.getMessage()).contains(TestKeys.PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void aStoreIsReadByItsContentAndOpenedOnceWhileItIsTheSame(String type) throws Exception {
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    TestKeys.trustStore(directory.resolve("a"), type, "signer", certificate);
    KeyStoreConfig config = store("a");
    KeyStore opened = config.open();
    assertEquals(certificate.getPublicKey(), config.certificate(opened, "signer").key());
    assertSame(opened, config.open());
  }

  @Test
  void aStoreThatHasChangedIsOpenedAnew() throws Exception {
    Path file = directory.resolve("a");
    TestKeys.trustStore(file, "PKCS12", "signer", TestKeys.P_256);
    KeyStoreConfig config = store("a");
    KeyStore before = config.open();
    TestKeys.trustStore(file, "PKCS12", "other", TestKeys.RSA);
    KeyStore now = config.open();
    assertNotSame(before, now);
    assertTrue(now.containsAlias("other"));
    assertFalse(now.containsAlias("signer"));
  }

  @Test
  void whatCannotBeOpenedIsRefusedAndNoPasswordShown() throws Exception {
    assertRefusedWithoutSecret(() -> store("not there").open());
    Files.writeString(directory.resolve("text"), "no key store");
    assertRefusedWithoutSecret(() -> store("text").open());
    TestKeys.trustStore(directory.resolve("a"), "PKCS12", "signer", TestKeys.P_256);
    Secret wrong = new Secret("another password");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> store("trust", "a", wrong).open());
    assertFalse(String.valueOf(refused.getMessage()).contains("another password"));
  }

  @Test
  void anAliasThatIsNotThereAndAStoreWithoutCertificatesAreRefused() throws Exception {
    TestKeys.trustStore(directory.resolve("a"), "PKCS12", "signer", TestKeys.P_256);
    KeyStoreConfig config = store("a");
    KeyStore opened = config.openTrusted();
    assertRefusedWithoutSecret(() -> config.certificate(opened, "other"));
    assertRefusedWithoutSecret(() -> config.privateKey("signer"));
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (var out = Files.newOutputStream(directory.resolve("empty"))) {
      empty.store(out, TestKeys.PASSWORD.toCharArray());
    }
    assertRefusedWithoutSecret(() -> store("empty").openTrusted());
  }

  @Test
  void twoAreOneWhereIdFileAndPasswordAreTheSame() {
    assertEquals(store("a"), store("a"));
    assertEquals(store("a").hashCode(), store("a").hashCode());
    assertNotEquals(store("a"), store("b"));
    assertNotEquals(store("a"), store("other", "a", PASSWORD));
    assertNotEquals(store("a"), store("trust", "a", new Secret("other")));
  }

  @Test
  void tokensAreDecryptedWithRsaAndEcKeysAlone() {
    Path file = directory.resolve("private");
    KeyManagementKey key = new KeyManagementKey.Stored(store("private"), "mine");
    PrivateKeyStores.write(file, "mine", TestKeys.RSA);
    assertEquals(TestKeys.RSA.getPrivate(), key.load());
    PrivateKeyStores.write(file, "mine", TestKeys.P_256);
    assertEquals("EC", key.load().getAlgorithm());
    PrivateKeyStores.write(file, "mine", TestKeys.ED25519);
    assertRefusedWithoutSecret(key::load);
    PrivateKeyStores.write(file, "another", TestKeys.RSA);
    assertRefusedWithoutSecret(key::load);
  }

  @Test
  void aSecretIsHandedOutAndNeverShown() {
    assertArrayEquals(TestKeys.PASSWORD.toCharArray(), PASSWORD.toCharArray());
    assertFalse(PASSWORD.toString().contains(TestKeys.PASSWORD));
    char[] once = PASSWORD.toCharArray();
    once[0] = 'x';
    assertArrayEquals(TestKeys.PASSWORD.toCharArray(), PASSWORD.toCharArray());
    assertEquals(PASSWORD.toString(), new Secret("a").toString(), "not even its length");
  }

  @Test
  void aPrivateKeyMayHaveAPasswordOfItsOwn() throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    Certificate[] chain = {TestKeys.certificate(TestKeys.RSA)};
    store.setKeyEntry("mine", TestKeys.RSA.getPrivate(), "of the key".toCharArray(), chain);
    try (var out = Files.newOutputStream(directory.resolve("keys"))) {
      store.store(out, TestKeys.PASSWORD.toCharArray());
    }
    assertRefusedWithoutSecret(() -> store("keys").privateKey("mine"));
    KeyStoreConfig config =
        new KeyStoreConfig(
            "trust",
            KeyStoreSource.file(directory.resolve("keys")),
            Optional.of(PASSWORD),
            Map.of("mine", new Secret("of the key")));
    assertEquals(TestKeys.RSA.getPrivate(), config.privateKey("mine"));
    assertNotEquals(store("keys"), config);
  }
}
