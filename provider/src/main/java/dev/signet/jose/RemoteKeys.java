package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.TextFile;
import dev.signet.config.WebAddress;
import dev.signet.jose.KeyFetch.FetchedKeys;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Builds the keys of issuers that publish them over HTTP. */
final class RemoteKeys {
  private static final Logger LOG = System.getLogger(RemoteKeys.class.getName());

  private final IssuerConfig issuer;
  private final DocumentClient client;
  private final JwkSetParser parser;
  private final Clock clock;

  private RemoteKeys(IssuerConfig issuer, KeySource.Remote source, Clock clock) {
    this.issuer = issuer;
    this.client = new DocumentClient(source.fetch());
    this.parser = new JwkSetParser(issuer);
    this.clock = clock;
  }

  static IssuerKeys of(IssuerConfig issuer, KeySource.Remote source, Clock clock) {
    RemoteKeys remote = new RemoteKeys(issuer, source, clock);
    if (source instanceof KeySource.JwkSetUrl jwkSet) {
      return remote.refreshed(source, () -> remote.keySet(jwkSet.url()));
    }
    if (source instanceof KeySource.Discovery discovery) {
      return remote.refreshed(
          source,
          () ->
              remote
                  .client
                  .fetch(discovery.url())
                  .thenApply(document -> remote.jwksUri(document.text(), discovery))
                  .thenCompose(remote::keySet));
    }
    return new PemPerKidKeys(issuer, (KeySource.PemPerKid) source, remote.client, clock);
  }

  private IssuerKeys refreshed(KeySource.Remote source, KeyFetch fetch) {
    return new RefreshedKeys(
        issuer.id(), source.fetch(), source.fetch().seed().flatMap(this::seed), fetch, clock);
  }

  private CompletableFuture<FetchedKeys> keySet(URI url) {
    return client
        .fetch(url)
        .thenApply(document -> new FetchedKeys(parser.parse(document.text()), document.maxAge()));
  }

  /** The metadata's word counts only where it speaks of this very issuer (OIDC Discovery 4.3). */
  private URI jwksUri(String json, KeySource.Discovery discovery) {
    Map<String, Object> metadata = metadata(json);
    if (!issuer.issuerIdentifier().equals(metadata.get("issuer"))) {
      throw new KeyFetchException("the metadata is of another issuer");
    }
    try {
      return WebAddress.parse(String.valueOf(metadata.get("jwks_uri")), discovery.httpsRequired());
    } catch (IllegalArgumentException e) {
      // the message is ours and holds nothing of the address
      throw new KeyFetchException("the metadata's jwks_uri " + e.getMessage());
    }
  }

  private static Map<String, Object> metadata(String json) {
    try {
      return StrictJson.object(json);
    } catch (IllegalArgumentException e) {
      throw new KeyFetchException("the metadata is no JSON object: " + e.getMessage());
    }
  }

  /** Keys from a file to begin with; a file that cannot be used is said and passed over. */
  private Optional<KeySet> seed(Path file) {
    try {
      return Optional.of(parser.parse(TextFile.read(file)));
    } catch (IOException | KeyFetchException e) {
      LOG.log(
          Level.WARNING,
          "issuer definition {0}: the seed file {1} holds no usable key set",
          issuer.id(),
          file);
      return Optional.empty();
    }
  }
}
