package dev.signet.jose;

import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the issuer by the token's own, still unverified, word. The word only chooses who has to
 * vouch: the set is closed, and the signature decides.
 */
final class IssuerSelector {
  private final Map<String, TrustedIssuer> byIdentifier;

  IssuerSelector(Map<String, TrustedIssuer> byIdentifier) {
    this.byIdentifier = Map.copyOf(byIdentifier);
  }

  TrustedIssuer select(@Nullable Object iss, CompactJwt token) throws TokenRejectedException {
    if (!(iss instanceof String identifier)) {
      throw new TokenRejectedException(Rejection.ISSUER_MISSING);
    }
    TrustedIssuer issuer = byIdentifier.get(identifier);
    if (issuer == null) {
      throw new TokenRejectedException(Rejection.ISSUER_UNKNOWN);
    }
    if (!issuer.transports().contains(token.transport())) {
      throw new TokenRejectedException(Rejection.ISSUER_TRANSPORT);
    }
    return issuer;
  }
}
