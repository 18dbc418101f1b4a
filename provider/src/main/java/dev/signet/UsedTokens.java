package dev.signet;

import dev.signet.config.IssuerConfig;
import dev.signet.config.Mode;
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
 * The single-use tokens that have been used, by {@code iss} and {@code jti} (RFC 7519 section
 * 4.1.7), until every configuration would refuse them. Issuer and id identify a token: neither its
 * raw text counts nor the definition or the application that has accepted it. This server always
 * remembers it; with {@code cache} the servers that share it have to agree. What only reports has a
 * memory of its own instead of both: it must not use up a token that another application still has
 * to accept.
 */
final class UsedTokens implements AutoCloseable {
  /**
   * In a request: stands for the use with which it was accepted. A container may validate a request
   * twice, and a request may be forwarded to another application. The value is an object that
   * exists in the server's memory alone: no client can send it.
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
   * @throws IllegalArgumentException where this server lacks what its settings need
   */
  static UsedTokens of(SignetConfig config, Clock clock) {
    boolean isNeeded =
        config.issuers().stream()
            .map(IssuerConfig::claims)
            .anyMatch(claims -> claims.isSingleUse());
    boolean reports = config.mode() == Mode.REPORT;
    return new UsedTokens(
        isNeeded ? Optional.of(memory(reports, clock)) : Optional.empty(),
        reports ? Optional.empty() : config.cache().map(cache -> new SharedMemory(cache, clock)),
        clock);
  }

  private static ServerMemory memory(boolean reports, Clock clock) {
    return reports ? ServerMemory.apart(clock) : ServerMemory.join(clock);
  }

  /** For the configuration that replaces this one's: used tokens stay used. */
  UsedTokens successor(SignetConfig config) {
    UsedTokens next = of(config, clock);
    return server.isEmpty() ? next : new UsedTokens(server, next.others, clock);
  }

  /** How many this server remembers. */
  long size() {
    return server.map(ServerMemory::size).orElse(0L);
  }

  /** Refuses a second request with the same single-use token; does nothing for other tokens. */
  void use(VerifiedJwt jwt, HttpServletRequest request)
      throws TokenRejectedException, VerificationUnavailableException {
    if (!jwt.isSingleUse()) {
      return;
    }
    if (!(jwt.claims().get("jti") instanceof String id) || id.isEmpty()) {
      throw new TokenRejectedException(
          Rejection.ID_MISSING, "tokenReuse is false, and claim jti is missing or not a string");
    }
    String key = Sha256.ofAll(List.of(String.valueOf(jwt.claims().get("iss")), id));
    ServerMemory here = server.orElseThrow();
    if (here.isUse(key, request.getAttribute(LET_IN))) {
      return;
    }
    Optional<Object> use = here.use(key, jwt.invalidFrom());
    if (use.isEmpty() || !isNewElsewhere(key, jwt, use.get())) {
      throw new TokenRejectedException(
          Rejection.TOKEN_USED,
          "tokenReuse is false, and "
              + (use.isEmpty() ? "this server" : "another server")
              + " has seen this iss and jti");
    }
    request.setAttribute(LET_IN, use.get());
  }

  /** A token on which the cache gives no answer is not accepted, and may be sent again. */
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

  /** Leaves the other servers; what was used stays used. */
  @Override
  public void close() {
    others.ifPresent(SharedMemory::close);
  }
}
