package dev.signet.jose;

import dev.signet.config.ClaimRules;
import dev.signet.config.IssuerConfig;
import dev.signet.mapping.ClaimPath;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Validates the registered claims {@code aud exp nbf iat} (RFC 7519 section 4.1), and those that
 * the definition requires.
 */
record ClaimChecks(boolean allAudiences, ClaimRules rules) {
  /** The last second of the year 9999; a time beyond it is a mistake. */
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  static ClaimChecks of(IssuerConfig config) {
    return new ClaimChecks(config.acceptsAllAudiences(), config.claims());
  }

  /** Refuses a token for another audience or outside its validity; returns how long it is valid. */
  TokenTimes validate(Map<String, Object> claims, Instant now) throws TokenRejectedException {
    validateAudience(claims);
    validateRequired(claims);
    long seconds = now.getEpochSecond();
    long skew = rules.clockSkew().toSeconds();
    OptionalLong exp = time(claims, "exp");
    OptionalLong nbf = time(claims, "nbf");
    OptionalLong iat = time(claims, "iat");
    refuseIf(exp.isEmpty(), Rejection.EXPIRY_MISSING);
    refuseIf(seconds >= exp.orElseThrow() + skew, Rejection.EXPIRED);
    refuseIf(nbf.isPresent() && nbf.getAsLong() > seconds + skew, Rejection.NOT_YET_VALID);
    refuseIf(iat.isPresent() && iat.getAsLong() > seconds + skew, Rejection.ISSUED_IN_FUTURE);
    Instant end = end(exp.getAsLong(), iat, seconds - skew);
    return new TokenTimes(now, Instant.ofEpochSecond(exp.getAsLong()), end, end);
  }

  /**
   * Refuses a token whose own {@code exp} has passed, so that its issuer is not asked about it.
   *
   * @return the time from which it is refused for that, whatever its issuer answers
   */
  Instant refuseExpired(Map<String, Object> claims, Instant now) throws TokenRejectedException {
    OptionalLong exp = time(claims, "exp");
    if (exp.isEmpty()) {
      return Instant.MAX;
    }
    Instant invalidFrom = Instant.ofEpochSecond(exp.getAsLong()).plus(rules.clockSkew());
    refuseIf(!now.isBefore(invalidFrom), Rejection.EXPIRED);
    return invalidFrom;
  }

  /** The end of the token, or an earlier time where the definition limits its age. */
  private Instant end(long exp, OptionalLong iat, long nowWithSkew) throws TokenRejectedException {
    if (rules.maxLifetime().isEmpty() && rules.maxAge().isEmpty()) {
      return Instant.ofEpochSecond(exp);
    }
    refuseIf(iat.isEmpty(), Rejection.ISSUED_AT_MISSING);
    long issued = iat.getAsLong();
    long lifetime = rules.maxLifetime().map(Duration::toSeconds).orElse(Long.MAX_VALUE);
    refuseIf(exp - issued > lifetime, Rejection.LIFETIME_TOO_LONG);
    long age = rules.maxAge().map(Duration::toSeconds).orElse(LAST_SECOND.longValue());
    refuseIf(nowWithSkew >= issued + age, Rejection.TOO_OLD);
    return Instant.ofEpochSecond(Math.min(exp, issued + age));
  }

  /** Values are compared as texts; for an array, one matching member is enough. */
  private void validateRequired(Map<String, Object> claims) throws TokenRejectedException {
    for (Map.Entry<ClaimPath, Set<String>> required : rules.requiredClaims().entrySet()) {
      Object value = required.getKey().valueIn(claims).orElse(List.of());
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      refuseIf(values.isEmpty(), Rejection.REQUIRED_CLAIM_MISSING);
      boolean fits =
          required.getValue().isEmpty()
              || values.stream().map(String::valueOf).anyMatch(required.getValue()::contains);
      refuseIf(!fits, Rejection.REQUIRED_CLAIM_WRONG);
    }
  }

  private void validateAudience(Map<String, Object> claims) throws TokenRejectedException {
    Object aud = claims.get("aud");
    List<?> values = aud instanceof List<?> list ? list : aud == null ? List.of() : List.of(aud);
    refuseIf(!values.stream().allMatch(String.class::isInstance), Rejection.CLAIM_MALFORMED);
    if (allAudiences) {
      return;
    }
    refuseIf(values.isEmpty(), Rejection.AUDIENCE_MISSING);
    refuseIf(Collections.disjoint(rules.audiences(), values), Rejection.AUDIENCE_WRONG);
  }

  /** A NumericDate (RFC 7519 section 2), cut to the second: a fraction never prolongs a token. */
  private static OptionalLong time(Map<String, Object> claims, String name)
      throws TokenRejectedException {
    Object value = claims.get(name);
    if (value == null) {
      refuseIf(claims.containsKey(name), Rejection.CLAIM_MALFORMED);
      return OptionalLong.empty();
    }
    refuseIf(!(value instanceof Number), Rejection.CLAIM_MALFORMED);
    BigDecimal seconds = decimal((Number) value);
    refuseIf(seconds.abs().compareTo(LAST_SECOND) > 0, Rejection.CLAIM_MALFORMED);
    return OptionalLong.of(seconds.longValue());
  }

  private static BigDecimal decimal(Number number) throws TokenRejectedException {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new TokenRejectedException(Rejection.CLAIM_MALFORMED);
    }
  }

  private static void refuseIf(boolean refused, Rejection reason) throws TokenRejectedException {
    if (refused) {
      throw new TokenRejectedException(reason);
    }
  }
}
