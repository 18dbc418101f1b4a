package dev.signet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.signet.config.SignetConfig;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.CannotDecideException;
import dev.signet.token.Rejection;
import dev.signet.token.Sha256;
import dev.signet.token.TokenRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;

/**
 * The tokens that are good for one request and have had it, by {@code iss} and {@code jti} (RFC
 * 7519 section 4.1.7), until they would be refused anyway. A token is its issuer's and its id,
 * however it is written: the raw text is not looked at.
 */
final class UsedTokens {
  /** In a request: the token it was let in with. A container may ask twice about one request. */
  private static final String LET_IN = "dev.signet.used";

  private final Memory memory;

  /** Remembers keys until a moment; atomically, since two requests may bring one token at once. */
  interface Memory {
    /**
     * Remembers a key that is not there.
     *
     * @return whether it was not there
     * @throws CannotDecideException where nobody can say
     */
    boolean putIfAbsent(String key, Instant until, String issuerId) throws CannotDecideException;
  }

  private UsedTokens(Memory memory) {
    this.memory = memory;
  }

  static UsedTokens of(SignetConfig config, Clock clock) {
    return new UsedTokens(
        config.replayCache().isPresent()
            ? new SharedMemory(config.replayCache().get())
            : new OwnMemory(clock));
  }

  /** For the configuration that takes this one's place: what is used up stays so. */
  UsedTokens successor(SignetConfig config, Clock clock) {
    boolean isOwn = memory instanceof OwnMemory && config.replayCache().isEmpty();
    return isOwn ? this : of(config, clock);
  }

  /** Refuses a second request with the same token; does nothing for tokens that may have many. */
  void use(VerifiedJwt jwt, HttpServletRequest request)
      throws TokenRejectedException, CannotDecideException {
    if (!jwt.isSingleUse()) {
      return;
    }
    if (!(jwt.claims().get("jti") instanceof String id) || id.isEmpty()) {
      throw new TokenRejectedException(Rejection.ID_MISSING);
    }
    String key = Sha256.of(jwt.claims().get("iss") + "\n" + id);
    if (key.equals(request.getAttribute(LET_IN))) {
      return;
    }
    if (!memory.putIfAbsent(key, jwt.refusedFrom(), jwt.issuerId())) {
      throw new TokenRejectedException(Rejection.TOKEN_USED);
    }
    request.setAttribute(LET_IN, key);
  }

  /** Of this server alone. It has no limit: only tokens that were verified get into it. */
  static final class OwnMemory implements Memory {
    private final Cache<String, Instant> keys;

    OwnMemory(Clock clock) {
      keys =
          Caffeine.newBuilder()
              .expireAfter(
                  Expiry.creating(
                      (String key, Instant until) -> RememberedTokens.timeLeft(until, clock)))
              .executor(Runnable::run)
              .build();
    }

    @Override
    public boolean putIfAbsent(String key, Instant until, String issuerId) {
      return keys.asMap().putIfAbsent(key, until) == null;
    }
  }
}
