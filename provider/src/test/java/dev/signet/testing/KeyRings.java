package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Date;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A security provider with key rings that are no files, as z/OS has them: type {@code RINGS},
 * addresses {@code safkeyring:///RING}, or no address for the ring {@code DEFAULT}.
 */
public final class KeyRings extends Provider implements AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, KeyStore> RINGS = new ConcurrentHashMap<>();
  private static final AtomicInteger READ = new AtomicInteger();
  private static final String HANDLERS = "java.protocol.handler.pkgs";

  /** Installs it, and what opens its addresses. */
  public KeyRings() {
    super("Rings", "1", "key rings for tests");
    put("KeyStore.RINGS", Ring.class.getName());
    RINGS.clear();
    READ.set(0);
    System.setProperty(HANDLERS, KeyRings.class.getPackageName());
    Security.addProvider(this);
  }

  @Override
  public void close() {
    Security.removeProvider("Rings");
    System.clearProperty(HANDLERS);
  }

  /** How often a ring was read. */
  public int read() {
    return READ.get();
  }

  /** A ring with the certificate of a key alone. */
  public void connect(String ring, String alias, KeyPair keys) {
    replace(ring, store -> store.setCertificateEntry(alias, TestKeys.certificate(keys)));
  }

  /** A ring with a private key alone. */
  public void connectPrivate(String ring, String alias, KeyPair keys) {
    Certificate[] chain = {TestKeys.certificate(keys)};
    char[] password = TestKeys.PASSWORD.toCharArray();
    replace(ring, store -> store.setKeyEntry(alias, keys.getPrivate(), password, chain));
  }

  /** Takes a ring away. */
  public void delete(String ring) {
    RINGS.remove(ring);
  }

  private interface Change {
    void in(KeyStore store) throws KeyStoreException;
  }

  private static void replace(String ring, Change change) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      change.in(store);
      RINGS.put(ring, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A ring, read only. */
  public static final class Ring extends KeyStoreSpi {
    private @Nullable KeyStore store;

    private interface Question<T> {
      T in(KeyStore store) throws KeyStoreException;
    }

    private <T> T ask(Question<T> question) {
      KeyStore loaded = store;
      if (loaded == null) {
        throw new IllegalStateException("not loaded");
      }
      try {
        return question.in(loaded);
      } catch (KeyStoreException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void engineLoad(@Nullable InputStream in, char @Nullable [] password)
        throws IOException {
      String name = in == null ? "DEFAULT" : new String(in.readAllBytes(), UTF_8);
      KeyStore found = RINGS.get(name);
      READ.incrementAndGet();
      if (found == null || (password != null && !TestKeys.PASSWORD.equals(new String(password)))) {
        throw new IOException("R_datalib 8 8 84 of " + name);
      }
      store = found;
    }

    @Override
    public @Nullable Key engineGetKey(String alias, char[] password)
        throws NoSuchAlgorithmException, UnrecoverableKeyException {
      try {
        KeyStore loaded = store;
        return loaded == null ? null : loaded.getKey(alias, password);
      } catch (KeyStoreException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
      return ask(s -> s.getCertificateChain(alias));
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
      return ask(s -> s.getCertificate(alias));
    }

    @Override
    public Date engineGetCreationDate(String alias) {
      return ask(s -> s.getCreationDate(alias));
    }

    @Override
    public Enumeration<String> engineAliases() {
      return ask(KeyStore::aliases);
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return ask(s -> s.containsAlias(alias));
    }

    @Override
    public int engineSize() {
      return ask(KeyStore::size);
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return ask(s -> s.isKeyEntry(alias));
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return ask(s -> s.isCertificateEntry(alias));
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
      return ask(s -> s.getCertificateAlias(certificate));
    }

    @Override
    public void engineSetKeyEntry(String a, Key k, char[] p, Certificate[] c) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String a, byte[] k, Certificate[] c) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String a, Certificate c) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String a) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineStore(OutputStream out, char[] password) {
      throw new UnsupportedOperationException();
    }
  }
}
