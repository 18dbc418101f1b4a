package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.token.CompactJwt;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;

/** Validates a token locally, then asks its issuer whether it is still active (RFC 7662). */
record LocalAndIntrospectionValidation(
    LocalValidation local, Introspection introspection, Clock clock) implements Validation {

  /** The claims are those that were signed: the answer adds none and changes none. */
  @Override
  public VerifiedJwt validate(
      UnverifiedJwt jwt, Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    VerifiedJwt verified = local.validate(jwt, selection, token, channel);
    introspection.refuseInactive(token, channel);
    return verified.askedAt(clock.instant(), introspection.cacheTime());
  }
}
