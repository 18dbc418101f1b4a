package dev.signet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.signet.AuthenticationResult.Authenticated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Verified tokens, by their digest, until they expire or the room is needed. A memory belongs to
 * one configuration: its keys differ from those of every other. A token that several definitions
 * have vouched for, each on requests of its own, is remembered once for each.
 */
final class RememberedTokens {
  private static final Authenticated[] NOTHING = {};

  private final String configurationId = UUID.randomUUID().toString();

  private final long maximum;

  /** Arrays, since each request looks through one; they are never changed. */
  private final Cache<TokenDigest, Authenticated[]> tokens;

  /**
   * A memory with room for that many tokens of at most {@link TokenWeight#UNIT} bytes; a larger
   * token takes the room of several.
   */
  RememberedTokens(long maximum, Clock clock) {
    this.maximum = maximum;
    this.tokens =
        Caffeine.newBuilder()
            .maximumWeight(maximum)
            .weigher((TokenDigest d, Authenticated[] known) -> TokenWeight.units(known))
            .expireAfter(
                Expiry.writing(
                    (TokenDigest d, Authenticated[] known) -> timeLeft(last(known), clock)))
            // on the caller's thread: a common pool keeps the class loader of its first user
            .executor(Runnable::run)
            .build();
  }

  private static Instant last(Authenticated[] known) {
    return Arrays.stream(known)
        .map(authenticated -> authenticated.jwt().revalidateAt())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** From now to a moment; nothing where it has passed. */
  private static Duration timeLeft(Instant end, Clock clock) {
    Instant now = clock.instant();
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  /** What has been verified of a token: one for each definition that has vouched for it. */
  Authenticated[] find(TokenDigest digest) {
    Authenticated[] known = tokens.getIfPresent(digest);
    return known == null ? NOTHING : known;
  }

  /** What stands for a token under this configuration, and for nothing else. */
  String key(TokenDigest digest) {
    return "signet:" + configurationId + ":" + digest;
  }

  /**
   * Remembers a token and replaces what the same definition has said of it before. Where that was
   * the same, both share their {@link Admission}: several requests may bring a token at once, and
   * one of them is the first.
   *
   * @return what is remembered
   */
  Authenticated add(TokenDigest digest, Authenticated added) {
    if (maximum == 0) {
      return added;
    }
    Authenticated[] known =
        tokens
            .asMap()
            .merge(digest, new Authenticated[] {added}, (before, now) -> with(before, added));
    return known == null ? added : known[known.length - 1];
  }

  /** The one that is added is the last. */
  private static Authenticated[] with(Authenticated[] before, Authenticated added) {
    Stream<Authenticated> others =
        Arrays.stream(before)
            .filter(other -> !other.jwt().issuerId().equals(added.jwt().issuerId()));
    Authenticated last =
        Arrays.stream(before)
            .filter(other -> other.cacheKey().equals(added.cacheKey()))
            .findFirst()
            .map(same -> added.sharing(same.admission()))
            .orElse(added);
    return Stream.concat(others, Stream.of(last)).toArray(Authenticated[]::new);
  }

  /** How many there are, as an estimate. */
  long size() {
    return tokens.estimatedSize();
  }

  void clear() {
    tokens.invalidateAll();
  }
}
