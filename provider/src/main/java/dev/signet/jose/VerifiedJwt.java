package dev.signet.jose;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A token that its issuer vouches for, by its key or in its own words, for this server, and that is
 * in its time. Having one is the proof: only {@link JwtVerifier} makes them. Immutable; never
 * prints a claim.
 */
public final class VerifiedJwt {
  private final TrustedIssuer issuer;
  private final Optional<VerificationKey> key;
  private final Optional<PrivateKey> openedWith;
  private final Map<String, Object> claims;
  private final Instant expiresAt;
  private final Instant goodUntil;

  VerifiedJwt(
      TrustedIssuer issuer,
      Optional<VerificationKey> key,
      Optional<PrivateKey> openedWith,
      Map<String, Object> claims,
      Instant expiresAt,
      Instant goodUntil) {
    this.issuer = issuer;
    this.key = key;
    this.openedWith = openedWith;
    this.claims = claims;
    this.expiresAt = expiresAt;
    this.goodUntil = goodUntil;
  }

  /**
   * Which definition vouches for the token.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return issuer.id();
  }

  /**
   * The claims as the issuer signed them.
   *
   * @return strings, numbers, booleans, lists, maps and nulls; unmodifiable all the way down
   */
  public Map<String, Object> claims() {
    return claims;
  }

  /**
   * The end of the token ({@code exp}, RFC 7519 section 4.1.4), to the second; sooner where its
   * issuer's definition limits its age.
   *
   * @return without the clock skew
   */
  public Instant expiresAt() {
    return expiresAt;
  }

  /**
   * When the token is refused at last, whatever else happens.
   *
   * @return {@link #expiresAt} and the clock skew
   */
  public Instant refusedFrom() {
    return expiresAt.plus(issuer.claimChecks().rules().clockSkew());
  }

  /**
   * Until when the token needs not be looked at again: {@link #expiresAt}, or sooner where its
   * issuer is to be asked anew.
   *
   * @return never later than {@link #expiresAt}
   */
  public Instant goodUntil() {
    return goodUntil;
  }

  /**
   * Whether the token is good for one request only.
   *
   * @return what the issuer's definition says
   */
  public boolean isSingleUse() {
    return issuer.claimChecks().rules().isSingleUse();
  }

  TrustedIssuer issuer() {
    return issuer;
  }

  /** None where the issuer's word stands in the place of its signature. */
  Optional<VerificationKey> key() {
    return key;
  }

  /** The key that decrypted the token; none where it came plain. */
  Optional<PrivateKey> openedWith() {
    return openedWith;
  }

  /** Says whose token it is, not what is in it. */
  @Override
  public String toString() {
    return "VerifiedJwt[issuer definition " + issuerId() + "]";
  }
}
