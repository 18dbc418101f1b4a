package dev.signet.jose;

import dev.signet.config.ClaimRules;
import java.time.Duration;
import java.time.Instant;

/**
 * When a token was found good, and how long that holds.
 *
 * @param verifiedAt when; a clock that has been set back says nothing about a time before it
 * @param expiry the claim {@code exp}, to the second
 * @param end the same, or sooner where the definition limits the token's age
 * @param revalidateAt the same, or sooner where the issuer is to be asked again
 */
record TokenTimes(Instant verifiedAt, Instant expiry, Instant end, Instant revalidateAt) {

  /** With an answer of the issuer that is good for a while. */
  TokenTimes askedAt(Instant now, Duration cacheTime) {
    return atMostUntil(now.plus(cacheTime));
  }

  /** Not to be relied on from a moment on. */
  TokenTimes atMostUntil(Instant until) {
    return new TokenTimes(
        verifiedAt, expiry, end, until.isBefore(revalidateAt) ? until : revalidateAt);
  }

  /** Whether a moment is one at which the token needs not be looked at again. */
  boolean include(Instant now) {
    return !now.isBefore(verifiedAt) && now.isBefore(revalidateAt);
  }

  /** From when on no configuration that can be loaded accepts the token. */
  Instant invalidFrom() {
    return expiry.plus(ClaimRules.MAX_CLOCK_SKEW);
  }
}
