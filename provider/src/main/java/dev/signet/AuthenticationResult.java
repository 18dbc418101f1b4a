package dev.signet;

import dev.signet.identity.CallerIdentity;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;

/**
 * What the line says about a request. That it cannot say anything is an exception, not a result.
 */
public sealed interface AuthenticationResult {

  /**
   * The request has a good token.
   *
   * @param identity who the caller is
   * @param jwt the proof
   * @param cacheKey stands for this token under this configuration and for nothing else; it does
   *     not give the token away
   */
  record Authenticated(CallerIdentity identity, VerifiedJwt jwt, String cacheKey)
      implements AuthenticationResult {}

  /** The request has no token. */
  record NotAttempted() implements AuthenticationResult {}

  /**
   * The request has a token, or several, and they are refused.
   *
   * @param reason the catalogue's entry
   */
  record Rejected(Rejection reason) implements AuthenticationResult {}
}
