package dev.signet.config;

import dev.signet.mapping.ClaimPath;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requirements on a token's claims.
 *
 * @param audiences values of which {@code aud} must hold one, or only {@link
 *     IssuerConfig#ALL_AUDIENCES}; empty where the preset checks something else instead
 * @param clockSkew the allowed difference of the clocks
 * @param maxLifetime the longest time from {@code iat} to {@code exp}
 * @param maxAge the longest time from {@code iat} to now
 * @param types the values of {@code typ} that are accepted, in lower case and without {@code
 *     application/}; {@code jwt} includes a token without {@code typ}
 * @param requiredClaims claims a token must have, each with the values of which it must hold one;
 *     no values where any value is accepted
 * @param confirmation how a token is treated that is bound to a TLS client certificate
 * @param isSingleUse whether a token is accepted for one request only
 */
public record ClaimRules(
    Set<String> audiences,
    Duration clockSkew,
    Optional<Duration> maxLifetime,
    Optional<Duration> maxAge,
    Set<String> types,
    Map<ClaimPath, Set<String>> requiredClaims,
    Confirmation confirmation,
    boolean isSingleUse) {

  /** The longest {@code clockSkew} that a definition may have. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

  /** Copies the collections. */
  public ClaimRules {
    audiences = Set.copyOf(audiences);
    types = Set.copyOf(types);
    requiredClaims = Map.copyOf(requiredClaims);
  }
}
