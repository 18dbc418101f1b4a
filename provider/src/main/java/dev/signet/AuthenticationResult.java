package dev.signet;

import dev.signet.identity.CallerIdentity;
import dev.signet.identity.CallerNames;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Optional;

/**
 * What a request's token says. Where it cannot be verified at the moment, there is an exception and
 * no result.
 */
public sealed interface AuthenticationResult {

  /**
   * The request has a good token. All of this follows from the token and the configuration, and is
   * made once for all requests with a remembered token.
   *
   * @param identity who the caller is
   * @param names what the server calls the caller and their groups
   * @param jwt the proof
   * @param principal the caller, as applications see them
   * @param cacheKey stands for the configuration, the definition, the token with its claims and the
   *     identity, and for nothing else; it gives neither the token nor the identity away
   * @param beforeSignature the characters before the signature of a long token, by which it is
   *     known again; empty for a short one
   * @param login stands for the login the token belongs to, and gives nothing of it away
   * @param admission whether a request with the token has been let in
   */
  record Authenticated(
      CallerIdentity identity,
      CallerNames names,
      VerifiedJwt jwt,
      JwtPrincipal principal,
      String cacheKey,
      String beforeSignature,
      String login,
      Admission admission)
      implements AuthenticationResult {

    /**
     * A caller with the proof.
     *
     * @param identity who the caller is by the definition, which makes the same of the same claims
     * @param names what the server calls the caller and their groups
     * @param jwt the proof
     * @param tokenKey stands for this token under this configuration and for nothing else
     * @param beforeSignature the characters before the signature of a long token
     * @param admission whether a request with the token has been let in
     * @return with what follows from these
     */
    static Authenticated of(
        CallerIdentity identity,
        CallerNames names,
        VerifiedJwt jwt,
        String tokenKey,
        String beforeSignature,
        Admission admission) {
      return named(identity, names, jwt, tokenKey + ":" + jwt.digest(), beforeSignature, admission);
    }

    /** The same token for another caller than its definition makes of it. */
    Authenticated renamed(CallerIdentity other, CallerNames called) {
      return named(other, called, jwt, cacheKey + ":" + other.digest(), beforeSignature, admission);
    }

    private static Authenticated named(
        CallerIdentity identity,
        CallerNames names,
        VerifiedJwt jwt,
        String cacheKey,
        String beforeSignature,
        Admission admission) {
      return new Authenticated(
          identity,
          names,
          jwt,
          JwtPrincipal.of(
              names.user(), identity.realm(), identity.groups(), jwt.claims(), jwt.expiresAt()),
          cacheKey,
          beforeSignature,
          identity.loginDigest(),
          admission);
    }

    /** The same, which shares whether a request has been let in. */
    Authenticated sharing(Admission other) {
      return new Authenticated(
          identity, names, jwt, principal, cacheKey, beforeSignature, login, other);
    }

    /**
     * The same caller, whom applications see as another principal.
     *
     * @param seen the principal
     * @return with that principal
     */
    public Authenticated seenAs(JwtPrincipal seen) {
      return new Authenticated(
          identity, names, jwt, seen, cacheKey, beforeSignature, login, admission);
    }

    /** Says which definition vouches for the token, and nothing of the token or the caller. */
    @Override
    public String toString() {
      return "Authenticated[issuer definition " + jwt.issuerId() + "]";
    }
  }

  /** The request has no token. */
  record NotAttempted() implements AuthenticationResult {}

  /**
   * The request has a token, or several, and they are refused.
   *
   * @param reason the catalogue's entry
   * @param details what exactly is wrong, for the log and the records, never for a response
   * @param caller who is refused, where the token is good and what is wrong is something else; for
   *     the audit alone
   * @param isForeign whether an open page counts the token as absent: no definition could take it,
   *     and the configuration passes such tokens
   */
  record Rejected(
      Rejection reason, RefusalDetails details, Optional<CallerIdentity> caller, boolean isForeign)
      implements AuthenticationResult {

    /**
     * The result of a refusal.
     *
     * @param refusal why the token is refused
     * @return with its details
     */
    public static Rejected of(TokenRejectedException refusal) {
      return new Rejected(refusal.rejection(), refusal.details(), Optional.empty(), false);
    }

    /** The same of a token that an open page counts as absent. */
    Rejected foreign() {
      return new Rejected(reason, details, caller, true);
    }

    /** A refusal of a caller whose token is good. */
    static Rejected of(TokenRejectedException refusal, Authenticated caller) {
      return new Rejected(
          refusal.rejection(),
          refusal.details().ofDefinition(caller.jwt().issuerId()),
          Optional.of(caller.identity()),
          false);
    }

    /** Has nothing of the caller. */
    @Override
    public String toString() {
      return "Rejected[" + reason.id() + ", " + details + "]";
    }

    /**
     * A refusal of a caller whose token is good.
     *
     * @param reason the catalogue's entry
     * @param caller who is refused
     * @param sentences what exactly is wrong
     * @return with the definition that accepted the token; without the token's header, which {@link
     *     JwtAuthenticator#describe} adds
     */
    public static Rejected after(Rejection reason, Authenticated caller, String... sentences) {
      return of(new TokenRejectedException(reason, sentences), caller);
    }
  }
}
