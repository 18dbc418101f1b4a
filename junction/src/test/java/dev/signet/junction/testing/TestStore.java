package dev.signet.junction.testing;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** A keystore with its password file, in a folder; it is on disk after each change. */
public record TestStore(Path folder, KeyStore entries) {
  private static final String PASSWORD = "changeit";

  public static TestStore in(Path folder) throws Exception {
    KeyStore entries = KeyStore.getInstance("PKCS12");
    entries.load(null, null);
    TestStore store = new TestStore(folder, entries);
    Files.writeString(store.password(), PASSWORD + "\n");
    return store.write();
  }

  /** With the private key. */
  public TestStore with(String alias, TestKey key) throws Exception {
    entries.setKeyEntry(
        alias,
        key.pair().getPrivate(),
        PASSWORD.toCharArray(),
        new Certificate[] {key.certificate()});
    return write();
  }

  public TestStore trusting(String alias, X509Certificate certificate) throws Exception {
    entries.setCertificateEntry(alias, certificate);
    return write();
  }

  public TestStore without(String alias) throws Exception {
    entries.deleteEntry(alias);
    return write();
  }

  public Path file() {
    return folder.resolve("signing.p12");
  }

  public Path password() {
    return folder.resolve("signing.password");
  }

  /** A command and the options that name this store. */
  public List<String> command(String name) {
    return List.of(name, "--keystore=" + file(), "--password-file=" + password());
  }

  public Run run(String command, String... options) {
    return Run.of(command(command), options);
  }

  TestStore write() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    entries.store(bytes, PASSWORD.toCharArray());
    Files.write(file(), bytes.toByteArray());
    return this;
  }
}
