package dev.signet.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.FetchSettings;
import dev.signet.crypto.OutboundTrust;
import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all definitions that trust the same certificates, because each client has a
 * thread and several file descriptors. It is created again when these certificates have changed.
 * Java 17 cannot close a client: its thread ends with the first garbage collection after the
 * client's last use.
 */
final class SharedHttpClient {
  private static final Logger LOG = Messages.logger(SharedHttpClient.class);
  private static final Cache<Kind, SharedHttpClient> ALL =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  private final Kind kind;
  private @Nullable HttpClient client;
  private Optional<Object> madeWith = Optional.empty();
  private boolean saidToStay;

  /** The settings of a client. */
  private record Kind(Optional<OutboundTrust> trust, Duration connectTimeout) {}

  private SharedHttpClient(Kind kind) {
    this.kind = kind;
  }

  /**
   * The client for some settings; a reference to it keeps its thread. What the settings trust is
   * read now, so that the certificates stay in use where the file becomes invalid later. Java's own
   * certificates are read by the first fetch: that takes time, which no start should wait for.
   */
  static SharedHttpClient of(FetchSettings settings) {
    SharedHttpClient shared =
        ALL.get(new Kind(settings.trust(), settings.connectTimeout()), SharedHttpClient::new);
    if (settings.trust().isPresent()) {
      shared.refresh();
    }
    return shared;
  }

  /**
   * The client for what is trusted now. While that cannot be read, it is the previous client.
   *
   * @throws FetchException where there is no previous client
   */
  synchronized HttpClient now() {
    refresh();
    HttpClient known = client;
    if (known == null) {
      throw new FetchException("the certificates that vouch for it cannot be used");
    }
    return known;
  }

  private synchronized void refresh() {
    try {
      Optional<Object> trusted = kind.trust().map(OutboundTrust::state);
      saidToStay = false;
      if (client == null || !isSame(trusted, madeWith)) {
        client = KeyThreads.outsideApplications(() -> build());
        madeWith = trusted;
      }
    } catch (IllegalArgumentException e) {
      sayThatItStays(e);
    }
  }

  /** The state is the same object until something has changed. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Optional<Object> one, Optional<Object> other) {
    return one.orElse(null) == other.orElse(null);
  }

  private void sayThatItStays(IllegalArgumentException reason) {
    if (!saidToStay) {
      LOG.log(
          Level.WARNING,
          client == null
              ? "SIGNET0156W: {0}; nothing is fetched with it until this is corrected"
              : "SIGNET0157W: {0}; the certificates read before stay trusted",
          String.valueOf(reason.getMessage()));
    }
    saidToStay = true;
  }

  private HttpClient build() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(kind.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(KeyThreads.HTTP);
    kind.trust().map(OutboundTrust::context).ifPresent(builder::sslContext);
    return builder.build();
  }
}
