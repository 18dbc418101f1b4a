package dev.signet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.CallerIdentity;
import dev.signet.jose.VerifiedJwt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Verified tokens, by their digest, as long as they are in their time and there is room. A memory
 * belongs to one configuration: its keys never meet those of another.
 */
final class RememberedTokens {
  private final String configurationId = UUID.randomUUID().toString();
  private final Cache<TokenDigest, Authenticated> tokens;

  RememberedTokens(long maximum, Clock clock) {
    this.tokens =
        Caffeine.newBuilder()
            .maximumSize(maximum)
            .expireAfter(
                Expiry.creating(
                    (TokenDigest d, Authenticated a) -> timeLeft(a.jwt().goodUntil(), clock)))
            // on the caller's thread: a common pool has the class loader of whoever came first
            .executor(Runnable::run)
            .build();
  }

  /** From now to a moment; nothing where it has passed. */
  static Duration timeLeft(Instant end, Clock clock) {
    Instant now = clock.instant();
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  Optional<Authenticated> find(TokenDigest digest) {
    return Optional.ofNullable(tokens.getIfPresent(digest));
  }

  Authenticated add(TokenDigest digest, CallerIdentity identity, VerifiedJwt jwt) {
    Authenticated authenticated =
        new Authenticated(identity, jwt, "signet:" + configurationId + ":" + digest);
    tokens.put(digest, authenticated);
    return authenticated;
  }

  void clear() {
    tokens.invalidateAll();
  }
}
