package dev.signet.session;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.token.CompactJwt;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.TokenResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the tokens that a configuration says stay with their requests. It has none of them itself.
 *
 * @param hops where they may be sent, by the id of each definition whose tokens stay
 * @param resolver finds the token of a request
 */
public record PropagatedTokens(Map<String, NextHop> hops, TokenResolver resolver) {
  /** Without a configuration. */
  public static final PropagatedTokens NONE =
      new PropagatedTokens(Map.of(), TokenResolver.of(List.of()));

  /** Copies the map. */
  public PropagatedTokens {
    hops = Map.copyOf(hops);
  }

  /**
   * As a configuration says.
   *
   * @param config the configuration
   * @return for its definitions
   */
  public static PropagatedTokens of(SignetConfig config) {
    Map<String, NextHop> hops = new HashMap<>();
    for (IssuerConfig issuer : config.issuers()) {
      issuer
          .propagation()
          .ifPresent(to -> hops.put(issuer.id(), NextHop.to(to.header(), to.servers())));
    }
    return new PropagatedTokens(hops, TokenResolver.of(config.tokenLocations()));
  }

  /**
   * Keeps the token of a request, where its definition says so, or another module of Signet.
   *
   * @param request a request that has been let in
   * @param caller whom its token authenticates
   */
  public void keep(HttpServletRequest request, Authenticated caller) {
    NextHop hop = hops.get(caller.jwt().issuerId());
    if (hop != null || KeptTokens.areAlwaysIn(request.getServletContext())) {
      NextHop to = hop == null ? NextHop.NONE : hop;
      tokenOf(request)
          .map(token -> RequestToken.of(caller.principal(), token.value(), to))
          .ifPresent(token -> KeptTokens.keep(request, token));
    }
  }

  private Optional<CompactJwt> tokenOf(HttpServletRequest request) {
    try {
      return resolver.resolve(request);
    } catch (TokenRejectedException e) {
      // it was let in with a token, so there is one
      return Optional.empty();
    }
  }
}
