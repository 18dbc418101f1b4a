package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignatureAlgorithm;
import java.util.Set;

/** What the keys of a definition depend on: where two are equal, so are the keys. */
record KeyOrigin(
    String id,
    String issuerIdentifier,
    KeySource source,
    Set<SignatureAlgorithm> algorithms,
    boolean allowsShortRsaKeys) {

  static KeyOrigin of(IssuerConfig issuer) {
    return new KeyOrigin(
        issuer.id(),
        issuer.issuerIdentifier(),
        issuer.keySource(),
        issuer.signatureAlgorithms(),
        issuer.allowsShortRsaKeys());
  }
}
