package dev.signet.crypto;

import dev.signet.settings.MonotonicTime;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A key store that issuers refer to. Two are equal where id, source and passwords are. It is opened
 * once for all issuers that refer to it, and again when the file has changed: opening a store is
 * slow, because a key is derived from the password, and there may be thousands of issuers. A store
 * of the platform does not say when it changes, so it is read again after a minute.
 */
public final class KeyStoreConfig implements OutboundTrust {
  /** Reading a key ring asks the security product of the system each time. */
  private static final Duration PLATFORM_STORE_AGE = Duration.ofMinutes(1);

  private final String id;
  private final KeyStoreSource source;
  private final Optional<Secret> password;
  private final Map<String, Secret> keyPasswords;
  private final MonotonicTime time;
  private @Nullable Opened opened;

  /** An opened store, the fingerprint of its content, and when it was looked at. */
  private record Opened(KeyStore store, String fingerprint, Duration at) {}

  /**
   * Describes a store; it is not read yet.
   *
   * @param id the name in {@code trustStoreRef}
   * @param source where it is
   * @param password the password of the store; empty for a store of the platform without one
   */
  public KeyStoreConfig(String id, KeyStoreSource source, Optional<Secret> password) {
    this(id, source, password, Map.of());
  }

  /**
   * The same where private keys have passwords of their own.
   *
   * @param keyPasswords by their aliases; the others have the store's
   */
  public KeyStoreConfig(
      String id,
      KeyStoreSource source,
      Optional<Secret> password,
      Map<String, Secret> keyPasswords) {
    this(id, source, password, keyPasswords, MonotonicTime.ofSystem());
  }

  /**
   * The same with another time.
   *
   * @param time what says how old the known content of a store of the platform is
   */
  public KeyStoreConfig(
      String id, KeyStoreSource source, Optional<Secret> password, MonotonicTime time) {
    this(id, source, password, Map.of(), time);
  }

  private KeyStoreConfig(
      String id,
      KeyStoreSource source,
      Optional<Secret> password,
      Map<String, Secret> keyPasswords,
      MonotonicTime time) {
    this.id = id;
    this.source = source;
    this.password = password;
    this.keyPasswords = Map.copyOf(keyPasswords);
    this.time = time;
  }

  /**
   * Where the store is.
   *
   * @return what messages call it
   */
  public KeyStoreSource source() {
    return source;
  }

  /** What stands for the content of the store now: other content has another one. */
  public synchronized String fingerprint() {
    return source
        .fingerprint()
        .orElseGet(
            () -> {
              try {
                return openPlatform().fingerprint();
              } catch (IllegalArgumentException e) {
                return "cannot be read";
              }
            });
  }

  /**
   * Opens the store.
   *
   * @return the store, loaded; the same object until the content of the file changes
   * @throws IllegalArgumentException with a message that names the store and has no text of a
   *     library
   */
  public synchronized KeyStore open() {
    source.refuseUnreadable();
    Optional<String> ofFile = source.fingerprint();
    return ofFile.isPresent() ? openFile(ofFile.get()).store() : openPlatform().store();
  }

  private Opened openFile(String fingerprint) {
    Opened known = opened;
    if (known == null || !known.fingerprint().equals(fingerprint)) {
      known = new Opened(load(), fingerprint, time.elapsed());
      opened = known;
    }
    return known;
  }

  /** The same object while the content stays the same, as for a file. */
  private Opened openPlatform() {
    Opened known = opened;
    Duration now = time.elapsed();
    if (known != null && now.minus(known.at()).compareTo(PLATFORM_STORE_AGE) < 0) {
      return known;
    }
    KeyStore store = load();
    String fingerprint = fingerprint(store);
    if (known != null && known.fingerprint().equals(fingerprint)) {
      store = known.store();
    }
    Opened read = new Opened(store, fingerprint, now);
    opened = read;
    return read;
  }

  private KeyStore load() {
    try {
      return source.load(password.map(Secret::toCharArray).orElse(null));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "cannot open the key store " + source + ": " + source.whyNot(), e);
    }
  }

  private String fingerprint(KeyStore store) {
    try {
      StringBuilder content = new StringBuilder();
      for (String alias : new TreeSet<>(Collections.list(store.aliases()))) {
        Certificate certificate = store.getCertificate(alias);
        content
            .append(alias)
            .append(store.isKeyEntry(alias) ? " key " : " certificate ")
            .append(certificate == null ? "" : HexFormat.of().formatHex(certificate.getEncoded()))
            .append('\n');
      }
      return Sha256.of(content.toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot read the key store " + source, e);
    }
  }

  /**
   * Opens the store to trust its certificates.
   *
   * @return as {@link #open} does
   * @throws IllegalArgumentException as from {@link #open}, and where it has no certificate: Java
   *     ignores those that OpenSSL wrote into a PKCS12 file without a trust attribute
   */
  public KeyStore openTrusted() {
    KeyStore store = open();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) != null) {
          return store;
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("cannot read the key store " + source, e);
    }
    throw new IllegalArgumentException(
        "the key store "
            + source
            + " has no certificate that Java trusts; import one with keytool -importcert");
  }

  @Override
  public Object state() {
    return openTrusted();
  }

  @Override
  public SSLContext context() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(openTrusted());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the key store " + source + " cannot be used to verify a server", e);
    }
  }

  /** The certificate under an alias; of a private key's chain, that of the key. */
  public TrustedKey certificate(KeyStore store, String alias) {
    try {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        return TrustedKey.of(alias, "the alias \"" + alias + "\" of " + source, certificate);
      }
      throw new IllegalArgumentException(
          "the key store " + source + " has no certificate under the alias \"" + alias + "\"");
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("cannot read the key store " + source, e);
    }
  }

  /** The private key under an alias; its password is the store's, unless it has one of its own. */
  PrivateKey privateKey(String alias) {
    try {
      Optional<Secret> own = Optional.ofNullable(keyPasswords.get(alias));
      if (open().getKey(alias, own.or(() -> password).map(Secret::toCharArray).orElse(null))
          instanceof PrivateKey key) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // the same as a missing key: it cannot be used
    }
    throw new IllegalArgumentException(
        "the key store " + source + " has no private key under the alias \"" + alias + "\"");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyStoreConfig store
        && store.id.equals(id)
        && store.source.equals(source)
        && store.password.equals(password)
        && store.keyPasswords.equals(keyPasswords);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, source);
  }
}
