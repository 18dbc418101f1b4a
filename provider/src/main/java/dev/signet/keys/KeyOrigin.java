package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * What the keys of a definition depend on: where two are equal, so are the keys. Those that come
 * over HTTP are the same for definitions with different ids, and what the issuer is called counts
 * only where its metadata has to say the same.
 */
record KeyOrigin(
    Optional<String> id,
    Optional<String> issuerIdentifier,
    KeySource source,
    Set<SignatureAlgorithm> algorithms,
    boolean allowsShortRsaKeys) {

  static KeyOrigin of(IssuerConfig issuer) {
    KeySource source = issuer.keySource();
    boolean isRemote = source instanceof KeySource.Remote;
    boolean isDiscovered = source instanceof KeySource.Discovery;
    return new KeyOrigin(
        isRemote ? Optional.empty() : Optional.of(issuer.id()),
        isDiscovered ? Optional.of(issuer.issuerIdentifier()) : Optional.empty(),
        source,
        issuer.signatureAlgorithms(),
        issuer.allowsShortRsaKeys());
  }
}
