package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.config.SignatureAlgorithm;
import dev.signet.config.TokenTransport;
import java.util.Set;

/** An issuer with its keys, ready to verify. */
record TrustedIssuer(
    String id,
    Set<TokenTransport> transports,
    Set<SignatureAlgorithm> algorithms,
    IssuerKeys keys,
    boolean isEncrypting,
    TokenProfile profile,
    ClaimChecks claimChecks) {

  static TrustedIssuer of(IssuerConfig config, IssuerKeys keys) {
    return new TrustedIssuer(
        config.id(),
        config.transports(),
        config.signatureAlgorithms(),
        keys,
        config.keyManagementKey().isPresent(),
        TokenProfile.of(config.preset()),
        ClaimChecks.of(config));
  }
}
