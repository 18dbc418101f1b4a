package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.IssuerConfig;
import dev.signet.config.TokenLocation;
import dev.signet.config.TokenSource;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.keys.IssuerKeys;
import dev.signet.token.CompactJwt;
import dev.signet.token.RefusalDetails;
import java.time.Clock;
import java.util.Set;

/** An issuer with its keys and checks, ready to verify tokens. */
record TrustedIssuer(
    String id,
    TokenSource tokenSource,
    Set<SignatureAlgorithm> algorithms,
    SignatureVerifier signatures,
    IssuerKeys keys,
    boolean isEncrypting,
    TokenProfile profile,
    Set<String> types,
    ClaimChecks claimChecks,
    ConfirmationCheck confirmationCheck,
    RevocableClaims revocable,
    Validation validation) {

  static TrustedIssuer of(
      IssuerConfig config, IssuerKeys keys, SignatureVerifier signatures, Clock clock) {
    return new TrustedIssuer(
        config.id(),
        config.tokenSource(),
        config.signatureAlgorithms(),
        signatures,
        keys,
        config.keyManagementKey().isPresent(),
        TokenProfile.of(config.preset()),
        config.claims().types(),
        ClaimChecks.of(config),
        new ConfirmationCheck(config.claims().confirmation()),
        RevocableClaims.of(config),
        Validation.of(config, clock));
  }

  /** Whether a token's location and its request match the definition of this issuer. */
  boolean isSentBy(CompactJwt token, Channel channel) {
    return tokenSource.locations().contains(token.location())
        && tokenSource.channel().matches(channel);
  }

  /** Why a token is not sent by this issuer, by the names of settings. */
  String obstacle(CompactJwt token, Channel channel) {
    return tokenSource.locations().contains(token.location())
        ? "authFilter: " + tokenSource.channel().obstacle(channel).orElse("changed meanwhile")
        : "takes tokens in "
            + RefusalDetails.anyOf(
                tokenSource.locations().stream().map(TokenLocation::named).toList());
  }
}
