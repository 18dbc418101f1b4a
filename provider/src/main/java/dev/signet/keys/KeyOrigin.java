package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * The settings on which the keys of a definition depend: where two are equal, so are the keys. Keys
 * over HTTP do not depend on the id of the definition. They depend on the issuer identifier only
 * where the metadata must name it.
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
