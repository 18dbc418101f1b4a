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
  Optional<CompactJwt> resolve(HttpServletRequest request) throws TokenRejectedException;

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
