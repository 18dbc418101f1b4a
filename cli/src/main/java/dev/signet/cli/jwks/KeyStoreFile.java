package dev.signet.cli.jwks;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A keystore on disk with its password. Reads every type the JDK recognises; writes PKCS12,
 * readable by the owner only. Every failure names the file and its fault.
 */
public record KeyStoreFile(Path path, Password password) {

  /** Changes entries of a keystore that is about to be written. */
  @FunctionalInterface
  public interface Entries {
    void putInto(KeyStore keyStore, char[] password) throws GeneralSecurityException;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  public SigningKey signingKey(String alias) {
    KeyStore keyStore = open();
    try {
      if (keyStore.getKey(alias, password.chars()) instanceof PrivateKey privateKey
          && keyStore.getCertificate(alias) instanceof X509Certificate certificate) {
        return new SigningKey(alias, privateKey, certificate);
      }
      throw new CommandFailedException(path, "holds no private key named '" + alias + "'");
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(path, "the key '" + alias + "' cannot be read", e);
    }
  }

  public Optional<Certificate> certificate(String alias) {
    try {
      return Optional.ofNullable(open().getCertificate(alias));
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(path, "cannot be read", e);
    }
  }

  /** Makes the file, with nothing in it but these entries. */
  public void create(Entries entries) {
    try {
      KeyStore keyStore = KeyStore.getInstance("PKCS12");
      keyStore.load(null, null);
      write(keyStore, entries);
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandFailedException(path, "the keystore cannot be made", e);
    }
  }

  /** Changes entries of the file; the others stay. */
  public void change(Entries entries) {
    try {
      write(open(), entries);
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandFailedException(path, "the keystore cannot be changed", e);
    }
  }

  private void write(KeyStore keyStore, Entries entries)
      throws GeneralSecurityException, IOException {
    entries.putInto(keyStore, password.chars());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    keyStore.store(bytes, password.chars());
    WholeFile.ownerOnly(path).write(bytes.toByteArray());
  }

  /** The names of all entries, sorted. */
  public List<String> aliases() {
    try {
      List<String> all = Collections.list(open().aliases());
      Collections.sort(all);
      return all;
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(path, "cannot be read", e);
    }
  }

  /**
   * The certificates of these names, in this order, or of all entries, in the order of their names.
   * No private key is read.
   */
  List<NamedCertificate> certificates(List<String> aliases) {
    KeyStore keyStore = open();
    try {
      List<String> all = Collections.list(keyStore.aliases());
      Collections.sort(all);
      List<NamedCertificate> found = new ArrayList<>();
      for (String alias : aliases.isEmpty() ? all : aliases) {
        if (keyStore.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(new NamedCertificate(alias, certificate));
        } else if (!aliases.isEmpty()) {
          throw new CommandFailedException(path, "holds no certificate named '" + alias + "'");
        }
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(path, "cannot be read", e);
    }
  }

  /** Changes when the content of the file does; empty while the file cannot be read. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  public KeyStore open() {
    if (!exists()) {
      throw new CommandFailedException(path, "there is no such keystore");
    }
    try {
      return KeyStore.getInstance(path.toFile(), password.chars());
    } catch (GeneralSecurityException e) {
      throw new CommandFailedException(path, "is not a keystore", e);
    } catch (IOException e) {
      boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
      String reason =
          wrongPassword ? "the password does not open it" : "is not a readable keystore";
      throw new CommandFailedException(path, reason, e);
    }
  }
}
