package dev.signet.jose;

import dev.signet.config.ClaimRules;
import dev.signet.config.IssuerConfig;
import dev.signet.mapping.ClaimPath;
import dev.signet.token.RefusalDetails;
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
    refuseEvent(claims);
    validateAudience(claims);
    validateRequired(claims);
    return validateTimes(claims, now);
  }

  /**
   * Refuses a security event token, whose {@code events} are named by URIs (RFC 8417 section 2.2),
   * whatever its {@code typ} says.
   */
  private static void refuseEvent(Map<String, Object> claims) throws TokenRejectedException {
    if (claims.get("events") instanceof Map<?, ?> events
        && events.keySet().stream().anyMatch(name -> String.valueOf(name).contains(":"))) {
      throw new TokenRejectedException(
          Rejection.SECURITY_EVENT, "claim events has a member that is named by a URI");
    }
  }

  /** Refuses a token outside its validity; returns how long it is valid. */
  TokenTimes validateTimes(Map<String, Object> claims, Instant now) throws TokenRejectedException {
    long seconds = now.getEpochSecond();
    OptionalLong exp = time(claims, "exp");
    OptionalLong nbf = time(claims, "nbf");
    OptionalLong iat = time(claims, "iat");
    if (exp.isEmpty()) {
      throw new TokenRejectedException(Rejection.EXPIRY_MISSING, "claim exp is missing");
    }
    if (seconds >= exp.getAsLong() + skew()) {
      throw expired(seconds - exp.getAsLong());
    }
    refuseFuture("nbf", nbf, seconds, Rejection.NOT_YET_VALID);
    refuseFuture("iat", iat, seconds, Rejection.ISSUED_IN_FUTURE);
    Instant end = end(exp.getAsLong(), iat, seconds);
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
    if (!now.isBefore(invalidFrom)) {
      throw expired(now.getEpochSecond() - exp.getAsLong());
    }
    return invalidFrom;
  }

  /**
   * Refuses a token that has ended, before anything of it is verified. Where {@code exp} is not a
   * number of whole seconds, that is left to the validation of the verified claims.
   */
  void refuseEnded(Map<String, Object> unverified, Instant now) throws TokenRejectedException {
    if (unverified.get("exp") instanceof Long exp
        && exp >= 0
        && now.getEpochSecond() >= exp + skew()) {
      throw expired(now.getEpochSecond() - exp);
    }
  }

  private long skew() {
    return rules.clockSkew().toSeconds();
  }

  private TokenRejectedException expired(long ago) {
    return new TokenRejectedException(Rejection.EXPIRED, "exp is " + ago + " s ago, " + skewIs());
  }

  private String skewIs() {
    return "clockSkew is " + skew() + " s";
  }

  private void refuseFuture(String name, OptionalLong time, long seconds, Rejection reason)
      throws TokenRejectedException {
    if (time.isPresent() && time.getAsLong() > seconds + skew()) {
      throw new TokenRejectedException(
          reason, name + " is in " + (time.getAsLong() - seconds) + " s, " + skewIs());
    }
  }

  /** The end of the token, or an earlier time where the definition limits its age. */
  private Instant end(long exp, OptionalLong iat, long seconds) throws TokenRejectedException {
    if (rules.maxLifetime().isEmpty() && rules.maxAge().isEmpty()) {
      return Instant.ofEpochSecond(exp);
    }
    if (iat.isEmpty()) {
      throw new TokenRejectedException(
          Rejection.ISSUED_AT_MISSING,
          "claim iat is missing, and maxTokenLifetime or maxTokenAge is set");
    }
    long issued = iat.getAsLong();
    long lifetime = rules.maxLifetime().map(Duration::toSeconds).orElse(Long.MAX_VALUE);
    if (exp - issued > lifetime) {
      throw new TokenRejectedException(
          Rejection.LIFETIME_TOO_LONG,
          "exp is " + (exp - issued) + " s after iat, maxTokenLifetime is " + lifetime + " s");
    }
    long age = rules.maxAge().map(Duration::toSeconds).orElse(LAST_SECOND.longValue());
    if (seconds - skew() >= issued + age) {
      throw new TokenRejectedException(
          Rejection.TOO_OLD,
          "iat is " + (seconds - issued) + " s ago, maxTokenAge is " + age + " s, " + skewIs());
    }
    return Instant.ofEpochSecond(Math.min(exp, issued + age));
  }

  /** Values are compared as texts; for an array, one matching member is enough. */
  private void validateRequired(Map<String, Object> claims) throws TokenRejectedException {
    for (Map.Entry<ClaimPath, Set<String>> required : rules.requiredClaims().entrySet()) {
      Object value = required.getKey().valueIn(claims).orElse(List.of());
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      Set<String> accepted = required.getValue();
      if (values.isEmpty()) {
        throw new TokenRejectedException(
            Rejection.REQUIRED_CLAIM_MISSING, "claim " + required.getKey() + " is missing");
      }
      if (!accepted.isEmpty()
          && values.stream().map(String::valueOf).noneMatch(accepted::contains)) {
        throw new TokenRejectedException(
            Rejection.REQUIRED_CLAIM_WRONG,
            "claim " + required.getKey() + " must have one of " + RefusalDetails.anyOf(accepted));
      }
    }
  }

  /** Refuses a token for another audience. */
  void validateAudience(Map<String, Object> claims) throws TokenRejectedException {
    Object aud = claims.get("aud");
    List<?> values = aud instanceof List<?> list ? list : aud == null ? List.of() : List.of(aud);
    if (!values.stream().allMatch(String.class::isInstance)) {
      throw new TokenRejectedException(
          Rejection.CLAIM_MALFORMED, "aud must be a string or an array of strings");
    }
    if (allAudiences) {
      return;
    }
    if (Collections.disjoint(rules.audiences(), values)) {
      throw new TokenRejectedException(
          values.isEmpty() ? Rejection.AUDIENCE_MISSING : Rejection.AUDIENCE_WRONG,
          "aud must have one of " + RefusalDetails.anyOf(rules.audiences()));
    }
  }

  /** A NumericDate (RFC 7519 section 2), cut to the second: a fraction never prolongs a token. */
  static OptionalLong time(Map<String, Object> claims, String name) throws TokenRejectedException {
    Object value = claims.get(name);
    if (value == null && !claims.containsKey(name)) {
      return OptionalLong.empty();
    }
    if (!(value instanceof Number number)) {
      throw noTime(name);
    }
    if (value instanceof Long whole && whole >= 0 && whole <= LAST_SECOND.longValue()) {
      return OptionalLong.of(whole);
    }
    BigDecimal seconds = decimal(number, name);
    if (seconds.abs().compareTo(LAST_SECOND) > 0) {
      throw noTime(name);
    }
    return OptionalLong.of(seconds.longValue());
  }

  private static BigDecimal decimal(Number number, String name) throws TokenRejectedException {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw noTime(name);
    }
  }

  private static TokenRejectedException noTime(String name) {
    return new TokenRejectedException(
        Rejection.CLAIM_MALFORMED,
        name + " must be a number of seconds since 1970, before the year 10000");
  }
}
