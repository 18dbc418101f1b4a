package dev.signet.keys;

import dev.signet.config.FetchSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.http.DocumentClient;
import dev.signet.http.FetchException;
import dev.signet.keys.KeyFetch.FetchedKeys;
import dev.signet.log.Messages;
import dev.signet.settings.MonotonicTime;
import dev.signet.settings.TextFile;
import dev.signet.settings.Unreadable;
import dev.signet.settings.WebAddress;
import dev.signet.token.StrictJson;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Builds the keys that are fetched over HTTP. */
final class RemoteKeys {
  private static final Logger LOG = Messages.logger(RemoteKeys.class);

  private final IssuerConfig issuer;
  private final FetchSettings settings;
  private final KeyUsers users;
  private final DocumentClient client;
  private final JwkSetParser parser;
  private final Clock clock;

  private RemoteKeys(IssuerConfig issuer, FetchSettings settings, KeyUsers users, Clock clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.users = users;
    this.client = new DocumentClient(settings);
    this.parser = new JwkSetParser(issuer);
    this.clock = clock;
  }

  /**
   * Builds keys without fetching them.
   *
   * @param issuer a definition that uses them; any other one with the same {@link KeyOrigin} is
   *     equivalent
   * @param users all definitions that use them
   */
  static RemoteSource of(
      IssuerConfig issuer, KeySource.Remote source, KeyUsers users, Clock clock) {
    RemoteKeys remote = new RemoteKeys(issuer, source.fetch(), users, clock);
    if (source instanceof KeySource.JwkSetUrl jwkSet) {
      return remote.published(() -> remote.keySet(jwkSet.url()));
    }
    if (source instanceof KeySource.KeyDocument document) {
      return remote.published(() -> remote.document(document.url()));
    }
    if (source instanceof KeySource.Discovery discovery) {
      return remote.published(
          () ->
              remote
                  .client
                  .fetch(discovery.url())
                  .thenApply(document -> remote.jwksUri(document.text(), discovery))
                  .thenCompose(remote::keySet));
    }
    KeyLog log = KeyLog.ofMany(users, MonotonicTime.of(clock));
    return new PemPerKidKeys(
        (KeySource.PemPerKid) source, users, (kid, url) -> remote.ofKid(kid, url, log), clock);
  }

  private RemoteSource published(KeyFetch fetch) {
    KeyLog log = KeyLog.ofOne(users, MonotonicTime.of(clock));
    RefreshedKeys document = new RefreshedKeys(log, settings, fetch, clock);
    settings.seed().flatMap(this::seed).ifPresent(document::seed);
    return new PublishedKeySet(document, users, settings, clock);
  }

  private CompletableFuture<FetchedKeys> keySet(URI url) {
    return client
        .fetch(url)
        .thenApply(document -> new FetchedKeys(parser.parse(document.text()), document.maxAge()));
  }

  private CompletableFuture<FetchedKeys> document(URI url) {
    return client
        .fetch(url)
        .thenApply(
            document ->
                new FetchedKeys(KeyTexts.parse(document.text(), issuer), document.maxAge()));
  }

  private RefreshedKeys ofKid(String kid, URI url, KeyLog log) {
    return new RefreshedKeys(log, settings, () -> pem(kid, url), clock);
  }

  private CompletableFuture<FetchedKeys> pem(String kid, URI url) {
    return client
        .fetch(url)
        .thenApply(
            document ->
                new FetchedKeys(
                    KeyTexts.pem(document.text(), Set.of(kid), issuer), document.maxAge()))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(FetchException.ofOneKey(failure)));
  }

  /** The metadata is accepted only where it names the same issuer (OIDC Discovery 4.3). */
  private URI jwksUri(String json, KeySource.Discovery discovery) {
    Map<String, Object> metadata = metadata(json);
    if (!issuer.issuerIdentifier().equals(metadata.get("issuer"))) {
      throw new FetchException("the metadata names another issuer");
    }
    try {
      return WebAddress.parse(String.valueOf(metadata.get("jwks_uri")), discovery.httpsRequired());
    } catch (IllegalArgumentException e) {
      // the message is Signet's own and has no part of the address in it
      throw new FetchException("the metadata's jwks_uri " + e.getMessage());
    }
  }

  private static Map<String, Object> metadata(String json) {
    try {
      return StrictJson.object(json);
    } catch (IllegalArgumentException e) {
      throw new FetchException("the metadata is not a JSON object: " + e.getMessage());
    }
  }

  /** The first keys from a file; a file that cannot be used is logged and skipped. */
  private Optional<KeySet> seed(Path file) {
    try {
      return Optional.of(parser.parse(TextFile.read(file)));
    } catch (IOException e) {
      return noSeed(file, Unreadable.why(file, e));
    } catch (FetchException e) {
      return noSeed(file, "has no usable key set");
    }
  }

  private Optional<KeySet> noSeed(Path file, String why) {
    LOG.log(
        Level.WARNING,
        "SIGNET0128W: the seed file {0} {1}: the first keys will be those of the server",
        file,
        why);
    return Optional.empty();
  }
}
