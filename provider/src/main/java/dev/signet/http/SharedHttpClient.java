package dev.signet.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.FetchSettings;
import dev.signet.crypto.KeyStoreConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all definitions that trust the same certificates, because each client has a
 * thread and several file descriptors. It is created again when the trust store has changed. Java
 * 17 cannot close a client: its thread ends with the first garbage collection after the client's
 * last use.
 */
final class SharedHttpClient {
  private static final Logger LOG = System.getLogger(SharedHttpClient.class.getName());
  private static final Cache<Kind, SharedHttpClient> ALL =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  private final Kind kind;
  private @Nullable HttpClient client;
  private Optional<KeyStore> madeWith = Optional.empty();
  private boolean saidToStay;

  /** The settings of a client. */
  private record Kind(Optional<KeyStoreConfig> trustStore, Duration connectTimeout) {}

  private SharedHttpClient(Kind kind) {
    this.kind = kind;
  }

  /**
   * The client for some settings; a reference to it keeps its thread. Its trust store is read now,
   * so that the certificates stay in use where the file becomes invalid later.
   */
  static SharedHttpClient of(FetchSettings settings) {
    SharedHttpClient shared =
        ALL.get(new Kind(settings.trustStore(), settings.connectTimeout()), SharedHttpClient::new);
    shared.refresh();
    return shared;
  }

  /**
   * The client for the present content of its trust store. While the store cannot be read, it is
   * the previous client.
   *
   * @throws FetchException where there is no previous client
   */
  synchronized HttpClient now() {
    refresh();
    HttpClient known = client;
    if (known == null) {
      throw new FetchException("the key store of jwkTrustStoreRef cannot be used");
    }
    return known;
  }

  private synchronized void refresh() {
    try {
      Optional<KeyStore> trusted = kind.trustStore().map(KeyStoreConfig::openTrusted);
      saidToStay = false;
      if (client == null || !isSame(trusted, madeWith)) {
        client = KeyThreads.outsideApplications(() -> build(trusted));
        madeWith = trusted;
      }
    } catch (IllegalArgumentException e) {
      sayThatItStays(e);
    }
  }

  /** A key store is the same object until its file has changed. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Optional<KeyStore> one, Optional<KeyStore> other) {
    return one.orElse(null) == other.orElse(null);
  }

  private void sayThatItStays(IllegalArgumentException reason) {
    if (!saidToStay) {
      LOG.log(
          Level.WARNING,
          "{0}; the certificates read before stay trusted",
          String.valueOf(reason.getMessage()));
    }
    saidToStay = true;
  }

  private HttpClient build(Optional<KeyStore> trusted) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(kind.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(KeyThreads.HTTP);
    trusted.map(this::trusting).ifPresent(builder::sslContext);
    return builder.build();
  }

  private SSLContext trusting(KeyStore trustStore) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      String location = kind.trustStore().map(KeyStoreConfig::source).orElseThrow().toString();
      throw new IllegalArgumentException(
          "the key store " + location + " cannot be used to verify a server", e);
    }
  }
}
