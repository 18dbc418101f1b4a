package dev.signet;

import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.crypto.Sha256;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that are good for one request and have had it, by {@code iss} and {@code jti} (RFC
 * 7519 section 4.1.7), until every configuration would refuse them. A token is its issuer's and its
 * id, however it is written: the raw text is not looked at, nor which definition or application let
 * it in. This server always remembers it; with {@code replayCache} the cache has to agree.
 */
final class UsedTokens {
  /**
   * In a request: what stands for the use it was let in with. A container may ask twice about one
   * request, and a request may go on to another application. Its value is an object that is nowhere
   * else but in the server's memory: no client can send it.
   */
  static final String LET_IN = "dev.signet.used";

  private final Optional<ServerMemory> server;
  private final Optional<SharedMemory> others;
  private final Clock clock;

  private UsedTokens(Optional<ServerMemory> server, Optional<SharedMemory> others, Clock clock) {
    this.server = server;
    this.others = others;
    this.clock = clock;
  }

  /**
   * For a configuration.
   *
   * @throws IllegalArgumentException where this server has not what its settings need
   */
  static UsedTokens of(SignetConfig config, Clock clock) {
    boolean isNeeded =
        config.issuers().stream()
            .map(IssuerConfig::claims)
            .anyMatch(claims -> claims.isSingleUse());
    return new UsedTokens(
        isNeeded ? Optional.of(ServerMemory.join(clock)) : Optional.empty(),
        config.replayCache().map(UsedTokens::cache),
        clock);
  }

  /** The class that knows JCache cannot even be loaded where the server has no JCache. */
  private static SharedMemory cache(String name) {
    try {
      return new SharedMemory(name);
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "replayCache: this server has no JCache API (JSR 107): give it one with a provider, or"
              + " leave replayCache out",
          e);
    }
  }

  /** For the configuration that takes this one's place: what is used up stays so. */
  UsedTokens successor(SignetConfig config) {
    UsedTokens next = of(config, clock);
    return server.isEmpty() ? next : new UsedTokens(server, next.others, clock);
  }

  /** Refuses a second request with the same token; does nothing for tokens that may have many. */
  void use(VerifiedJwt jwt, HttpServletRequest request)
      throws TokenRejectedException, VerificationUnavailableException {
    if (!jwt.isSingleUse()) {
      return;
    }
    if (!(jwt.claims().get("jti") instanceof String id) || id.isEmpty()) {
      throw new TokenRejectedException(Rejection.ID_MISSING);
    }
    String key = Sha256.ofAll(List.of(String.valueOf(jwt.claims().get("iss")), id));
    ServerMemory here = server.orElseThrow();
    if (here.isUse(key, request.getAttribute(LET_IN))) {
      return;
    }
    Optional<Object> use = here.use(key, jwt.invalidFrom());
    if (use.isEmpty() || !isNewElsewhere(key, jwt, use.get())) {
      throw new TokenRejectedException(Rejection.TOKEN_USED);
    }
    request.setAttribute(LET_IN, use.get());
  }

  /** A token that nobody can decide on was not let in, and may come again. */
  private boolean isNewElsewhere(String key, VerifiedJwt jwt, Object use)
      throws VerificationUnavailableException {
    if (others.isEmpty()) {
      return true;
    }
    try {
      return others.get().putIfAbsent(key, jwt.invalidFrom(), jwt.issuerId());
    } catch (VerificationUnavailableException e) {
      server.orElseThrow().takeBack(key, use);
      throw e;
    }
  }
}
