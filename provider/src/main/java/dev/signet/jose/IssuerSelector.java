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

  /**
   * The issuer that the claims name, or else one that names itself in the header.
   *
   * @param iss the claim
   * @param inHeader the member of the JOSE header
   */
  TrustedIssuer select(@Nullable Object iss, @Nullable Object inHeader, CompactJwt token)
      throws TokenRejectedException {
    TrustedIssuer issuer = iss == null ? namedInHeader(inHeader) : named(iss);
    if (!issuer.transports().contains(token.transport())) {
      throw new TokenRejectedException(Rejection.ISSUER_TRANSPORT);
    }
    return issuer;
  }

  private TrustedIssuer named(Object iss) throws TokenRejectedException {
    if (!(iss instanceof String identifier)) {
      throw new TokenRejectedException(Rejection.ISSUER_MISSING);
    }
    TrustedIssuer issuer = byIdentifier.get(identifier);
    if (issuer == null) {
      throw new TokenRejectedException(Rejection.ISSUER_UNKNOWN);
    }
    return issuer;
  }

  private TrustedIssuer namedInHeader(@Nullable Object iss) throws TokenRejectedException {
    TrustedIssuer issuer = iss instanceof String identifier ? byIdentifier.get(identifier) : null;
    if (issuer != null && issuer.profile().claimsInHeader()) {
      return issuer;
    }
    throw new TokenRejectedException(Rejection.ISSUER_MISSING);
  }
}
