package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.token.CompactJwt;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The issuer's answer (RFC 7662) in the place of its signature. Tokens may be opaque. */
record IntrospectionValidation(Introspection introspection, Clock clock) implements Validation {

  /** A token that says itself that it has expired is refused before its issuer is asked. */
  @Override
  public VerifiedJwt validate(
      UnverifiedJwt jwt, Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    Instant ownEnd = selection.issuer().claimChecks().refuseExpired(jwt.claims(), clock.instant());
    return validateAnswer(selection, token, channel, ownEnd);
  }

  @Override
  public boolean acceptsOpaque() {
    return true;
  }

  @Override
  public VerifiedJwt validateOpaque(Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    Introspection.checkOpaque(token);
    return validateAnswer(selection, token, channel, Instant.MAX);
  }

  private VerifiedJwt validateAnswer(
      Selection selection, CompactJwt token, Channel channel, Instant ownEnd)
      throws TokenRejectedException, VerificationUnavailableException {
    TrustedIssuer issuer = selection.issuer();
    Map<String, Object> claims = introspection.claims(token, channel);
    Instant now = clock.instant();
    TokenTimes times = issuer.claimChecks().validate(claims, now);
    issuer.confirmationCheck().validate(claims, channel);
    return new VerifiedJwt(
        selection,
        UsedKeys.NONE,
        claims,
        times.askedAt(now, introspection.cacheTime()).atMostUntil(ownEnd));
  }
}
