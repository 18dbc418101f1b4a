package dev.signet.jose;

import dev.signet.config.ClaimRules;
import java.time.Duration;
import java.time.Instant;

/**
 * The time when a token was verified, and how long the result is valid.
 *
 * @param verifiedAt the time of verification; the result does not hold for a time before it, as
 *     after a clock is set back
 * @param expiry the claim {@code exp}, to the second
 * @param end the same, or an earlier time where the definition limits the token's age
 * @param revalidateAt the same, or an earlier time where the issuer must be asked again
 */
record TokenTimes(Instant verifiedAt, Instant expiry, Instant end, Instant revalidateAt) {

  /** Limits the times to the validity of an issuer's answer. */
  TokenTimes askedAt(Instant now, Duration cacheTime) {
    return atMostUntil(now.plus(cacheTime));
  }

  /** Limits the validity of the result to a moment. */
  TokenTimes atMostUntil(Instant until) {
    return new TokenTimes(
        verifiedAt, expiry, end, until.isBefore(revalidateAt) ? until : revalidateAt);
  }

  /** Whether the result is valid at a moment, without another verification. */
  boolean include(Instant now) {
    return !now.isBefore(verifiedAt) && now.isBefore(revalidateAt);
  }

  /** The time from which no configuration that can be loaded accepts the token. */
  Instant invalidFrom() {
    return expiry.plus(ClaimRules.MAX_CLOCK_SKEW);
  }
}
