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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Verified tokens, by their digest, as long as they are in their time and there is room. A memory
 * belongs to one configuration: its keys never meet those of another. A token that several
 * definitions have vouched for, each on requests of its own, is there once for each.
 */
final class RememberedTokens {
  private final String configurationId = UUID.randomUUID().toString();
  private final Cache<TokenDigest, List<Authenticated>> tokens;

  /**
   * A memory with room for so many tokens of at most {@link TokenWeight#UNIT} bytes; a larger one
   * takes the room of several.
   */
  RememberedTokens(long maximum, Clock clock) {
    this.tokens =
        Caffeine.newBuilder()
            .maximumWeight(maximum)
            .weigher((TokenDigest d, List<Authenticated> known) -> TokenWeight.units(known))
            .expireAfter(
                Expiry.writing(
                    (TokenDigest d, List<Authenticated> known) -> timeLeft(last(known), clock)))
            // on the caller's thread: a common pool has the class loader of whoever came first
            .executor(Runnable::run)
            .build();
  }

  private static Instant last(List<Authenticated> known) {
    return known.stream()
        .map(authenticated -> authenticated.jwt().goodUntil())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** From now to a moment; nothing where it has passed. */
  private static Duration timeLeft(Instant end, Clock clock) {
    Instant now = clock.instant();
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  /** What was found out about a token: once for each definition that has vouched for it. */
  List<Authenticated> find(TokenDigest digest) {
    List<Authenticated> known = tokens.getIfPresent(digest);
    return known == null ? List.of() : known;
  }

  /** Remembers a token in the place of what the same definition has said of it before. */
  Authenticated add(TokenDigest digest, CallerIdentity identity, VerifiedJwt jwt) {
    Authenticated added =
        new Authenticated(identity, jwt, "signet:" + configurationId + ":" + digest);
    tokens.asMap().merge(digest, List.of(added), (before, now) -> List.copyOf(with(before, added)));
    return added;
  }

  private static List<Authenticated> with(List<Authenticated> before, Authenticated added) {
    List<Authenticated> known = new ArrayList<>(before);
    known.removeIf(other -> other.jwt().issuerId().equals(added.jwt().issuerId()));
    known.add(added);
    return known;
  }

  void clear() {
    tokens.invalidateAll();
  }
}
