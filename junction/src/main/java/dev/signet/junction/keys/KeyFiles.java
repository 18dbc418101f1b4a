package dev.signet.junction.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.WholeFile;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.cli.jwks.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes the files that a signer and the server that trusts it need, each only where it is missing.
 * A file that is there is kept, once it has been seen to open and to fit the others; one that does
 * not is named and stays unchanged.
 */
public final class KeyFiles {
  /** The alias under which Liberty looks for its own TLS key. */
  public static final String TLS_ALIAS = "default";

  private static final String PASSWORD_VARIABLE = "KEYSTORE_PASSWORD";

  private final Password password;
  private final String alias;
  private final List<Path> made;

  private KeyFiles(Password password, String alias, List<Path> made) {
    this.password = password;
    this.alias = alias;
    this.made = made;
  }

  /** Starts from the password file, which is made when it is missing. */
  static KeyFiles lockedBy(Path passwordFile, String alias) {
    if (Files.exists(passwordFile)) {
      return new KeyFiles(Password.fromFile(passwordFile), alias, new ArrayList<>());
    }
    Password password = Password.random();
    password.writeTo(passwordFile);
    return new KeyFiles(password, alias, new ArrayList<>(List.of(passwordFile)));
  }

  /** The keystore with the private key that signs tokens. */
  SigningKey signingKey(Path file) {
    KeyStoreFile keyStore = new KeyStoreFile(file, password);
    create(
        keyStore,
        (entries, chars) -> {
          SigningKey key = SelfSignedCertificate.forTokens(alias).make(alias);
          entries.setKeyEntry(alias, key.privateKey(), chars, chain(key.certificate()));
        });
    return keyStore.signingKey(alias);
  }

  /** The keystore with the certificate of the signing key alone: what a server trusts. */
  void trust(Path file, SigningKey signer) {
    KeyStoreFile keyStore = new KeyStoreFile(file, password);
    create(keyStore, (entries, chars) -> entries.setCertificateEntry(alias, signer.certificate()));
    requireTrust(keyStore, signer);
  }

  /** The keystore of a server: its own TLS key, and the certificate of the signing key. */
  SigningKey server(Path file, SigningKey signer) {
    KeyStoreFile keyStore = new KeyStoreFile(file, password);
    create(keyStore, (entries, chars) -> putServerEntries(entries, chars, signer));
    requireTrust(keyStore, signer);
    return keyStore.signingKey(TLS_ALIAS);
  }

  /** A certificate in PEM, for instance for {@code curl --cacert}. */
  void certificate(Path file, Certificate certificate) {
    String pem = pem(certificate);
    if (!Files.exists(file)) {
      WholeFile.ownerOnly(file).write(pem);
      made.add(file);
    } else if (!lines(file).equals(pem.lines().toList())) {
      throw new CommandFailedException(
          file, "is not the certificate in the server's keystore; delete the file to renew it");
    }
  }

  /** The password as a line of Liberty's {@code server.env}; other lines there stay. */
  void serverEnvironment(Path file) {
    String line = password.asVariable(PASSWORD_VARIABLE);
    List<String> before = lines(file);
    if (!before.contains(line)) {
      Predicate<String> ofPassword = text -> text.startsWith(PASSWORD_VARIABLE + "=");
      Stream<String> others = before.stream().filter(ofPassword.negate());
      List<String> after = Stream.concat(others, Stream.of(line)).toList();
      WholeFile.ownerOnly(file).write(String.join("\n", after) + "\n");
      made.add(file);
    }
  }

  /** The files that were made or changed, in that order. */
  List<Path> made() {
    return List.copyOf(made);
  }

  private void create(KeyStoreFile keyStore, KeyStoreFile.Entries entries) {
    if (!keyStore.exists()) {
      keyStore.create(entries);
      made.add(keyStore.path());
    }
  }

  private void putServerEntries(KeyStore entries, char[] chars, SigningKey signer)
      throws GeneralSecurityException {
    SigningKey tls = SelfSignedCertificate.forLocalTls().make(TLS_ALIAS);
    entries.setKeyEntry(TLS_ALIAS, tls.privateKey(), chars, chain(tls.certificate()));
    entries.setCertificateEntry(alias, signer.certificate());
  }

  private void requireTrust(KeyStoreFile keyStore, SigningKey signer) {
    if (!keyStore.certificate(alias).filter(signer.certificate()::equals).isPresent()) {
      throw new CommandFailedException(
          keyStore.path(),
          "'" + alias + "' is not the certificate of the signing key; delete the file to renew it");
    }
  }

  private static Certificate[] chain(Certificate certificate) {
    return new Certificate[] {certificate};
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    } catch (IOException e) {
      throw new CommandFailedException(file, "cannot be read", e);
    }
  }

  private static String pem(Certificate certificate) {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
