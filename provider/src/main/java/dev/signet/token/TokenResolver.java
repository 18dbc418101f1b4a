package dev.signet.token;

import dev.signet.config.TokenLocation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;

/** Finds the token in a request. Implementations are thread-safe and do not keep a request. */
@FunctionalInterface
public interface TokenResolver {

  /**
   * Looks for the token.
   *
   * @param request the request as the container has it
   * @return the token, or empty where the request has none
   * @throws TokenRejectedException where it has more than one, or the text in the place of a token
   *     is not one
   */
  default Optional<CompactJwt> resolve(HttpServletRequest request) throws TokenRejectedException {
    Optional<CompactJwt> token = resolveUnchecked(request);
    return token.isPresent() ? Optional.of(token.get().checked()) : token;
  }

  /**
   * Looks for the token, and leaves it to the caller to check its characters: those of a token that
   * is known already need not be.
   *
   * @param request the request as the container has it
   * @return the token, not {@link CompactJwt#checked}, or empty where the request has none
   * @throws TokenRejectedException as in {@link #resolve}
   */
  Optional<CompactJwt> resolveUnchecked(HttpServletRequest request) throws TokenRejectedException;

  /**
   * A resolver that looks in several headers and cookies. It refuses a request with a token in two
   * of them, even the same token.
   *
   * @param locations the places
   * @return the resolver
   */
  static TokenResolver of(Collection<TokenLocation> locations) {
    return new LocationTokenResolver(locations);
  }
}
