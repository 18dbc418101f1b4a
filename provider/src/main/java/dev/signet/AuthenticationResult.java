package dev.signet;

import dev.signet.crypto.Sha256;
import dev.signet.identity.CallerIdentity;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the line says about a request. That it cannot say anything is an exception, not a result.
 */
public sealed interface AuthenticationResult {

  /**
   * The request has a good token.
   *
   * <p>A remembered token has one of these for all of its requests.
   */
  final class Authenticated implements AuthenticationResult {
    private final CallerIdentity identity;
    private final VerifiedJwt jwt;
    private final String tokenKey;
    private volatile @Nullable String cacheKey;
    private volatile @Nullable Object made;

    /**
     * A caller with the proof.
     *
     * @param identity who the caller is
     * @param jwt the proof
     * @param tokenKey stands for this token under this configuration and for nothing else; it does
     *     not give the token away
     */
    public Authenticated(CallerIdentity identity, VerifiedJwt jwt, String tokenKey) {
      this.identity = identity;
      this.jwt = jwt;
      this.tokenKey = tokenKey;
    }

    /**
     * The same proof for a caller whom the application calls something else.
     *
     * @param other who the caller is
     * @return with a {@link #cacheKey} of its own
     */
    public Authenticated as(CallerIdentity other) {
      return new Authenticated(other, jwt, tokenKey);
    }

    /**
     * Who the caller is.
     *
     * @return the caller
     */
    public CallerIdentity identity() {
      return identity;
    }

    /**
     * The proof.
     *
     * @return what was verified
     */
    public VerifiedJwt jwt() {
      return jwt;
    }

    /**
     * What stands for this configuration, this definition, this token with its claims and this
     * identity, and for nothing else.
     *
     * @return a text that gives neither the token nor the identity away
     */
    public String cacheKey() {
      String known = cacheKey;
      if (known == null) {
        known = tokenKey + ":" + Sha256.ofAll(List.of(jwt.digest(), identity.digest()));
        cacheKey = known;
      }
      return known;
    }

    /**
     * What somebody makes of this: kept, so that it is made for the first request of a remembered
     * token and not for each. Two first requests at once may both make it.
     *
     * @param type of what is made; what is of another type is made anew
     * @param make makes it, the same from the same
     * @param <T> its type, immutable
     * @return what was made
     */
    public <T> T made(Class<T> type, Function<Authenticated, T> make) {
      Object known = made;
      if (type.isInstance(known)) {
        return type.cast(known);
      }
      T result = make.apply(this);
      made = result;
      return result;
    }
  }

  /** The request has no token. */
  record NotAttempted() implements AuthenticationResult {}

  /**
   * The request has a token, or several, and they are refused.
   *
   * @param reason the catalogue's entry
   */
  record Rejected(Rejection reason) implements AuthenticationResult {}
}
