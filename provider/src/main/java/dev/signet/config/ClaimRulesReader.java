package dev.signet.config;

import dev.signet.mapping.ClaimPath;
import dev.signet.settings.SettingsObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the requirements on an issuer's tokens. */
final class ClaimRulesReader {
  private static final Duration DEFAULT_SKEW = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofHours(24);

  /** In {@code requiredClaims}: any value is accepted. */
  private static final String ANY_VALUE = "*";

  private final SettingsObject settings;

  ClaimRulesReader(SettingsObject settings) {
    this.settings = settings;
  }

  ClaimRules read(Preset preset) {
    Optional<Duration> maxLifetime = limit("maxTokenLifetime");
    Optional<Duration> maxAge = limit("maxTokenAge");
    if (isLong(maxLifetime) && isLong(maxAge)) {
      settings.warn("maxTokenLifetime", "a token may be valid for more than 24 hours");
    }
    boolean reuse = settings.flag("tokenReuse", true);
    return new ClaimRules(
        audiences(preset),
        clockSkew(),
        maxLifetime,
        maxAge,
        types(),
        requiredClaims(),
        confirmation(),
        !reuse);
  }

  private static boolean isLong(Optional<Duration> limit) {
    return limit.isEmpty() || limit.get().compareTo(LONG) > 0;
  }

  private Optional<Duration> limit(String name) {
    Duration limit = settings.duration(name, Duration.ofSeconds(1));
    if (!settings.has(name)) {
      return Optional.empty();
    }
    if (limit.isZero()) {
      settings.problem(name, "must be more than 0");
    }
    return Optional.of(limit);
  }

  private Set<String> audiences(Preset preset) {
    List<String> audiences = settings.texts("audiences");
    if (preset instanceof Preset.AwsAlb) {
      if (settings.has("audiences")) {
        settings.problem(
            "audiences", "is not a claim of these tokens: signer and client are checked instead");
      }
    } else if (audiences.isEmpty()) {
      settings.requiredText(
          "audiences",
          "a value that \"aud\" must have, or ALL_AUDIENCES to accept tokens for any"
              + " audience");
    } else if (audiences.contains(IssuerConfig.ALL_AUDIENCES)) {
      if (audiences.size() > 1) {
        settings.problem("audiences", "has ALL_AUDIENCES and other values: use one or the other");
      }
      settings.warn("audiences", "tokens for any audience are accepted");
    }
    return Set.copyOf(audiences);
  }

  private Duration clockSkew() {
    Duration skew = settings.duration("clockSkew", DEFAULT_SKEW);
    if (skew.compareTo(ClaimRules.MAX_CLOCK_SKEW) > 0) {
      settings.problem(
          "clockSkew", "is longer than " + ClaimRules.MAX_CLOCK_SKEW.toSeconds() + " seconds");
    }
    return skew;
  }

  /** Media types: the prefix and the case make no difference (RFC 7515 section 4.1.9). */
  private Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (String type : settings.texts("tokenTypes")) {
      String lower = type.toLowerCase(Locale.ROOT);
      types.add(lower.startsWith("application/") ? lower.substring(12) : lower);
    }
    if (types.contains(BackchannelLogout.TYPE)) {
      settings.problem(
          "tokenTypes", "has " + BackchannelLogout.TYPE + ": a logout token is never an identity");
    }
    return types.isEmpty() ? Set.of("jwt") : types;
  }

  private Map<ClaimPath, Set<String>> requiredClaims() {
    Map<ClaimPath, Set<String>> claims = new LinkedHashMap<>();
    settings
        .table("requiredClaims")
        .forEach(
            (path, values) ->
                settings
                    .checked("requiredClaims", () -> ClaimPath.parse(path))
                    .ifPresent(
                        claim ->
                            claims.put(
                                claim,
                                values.contains(ANY_VALUE) ? Set.of() : Set.copyOf(values))));
    return claims;
  }

  private Confirmation confirmation() {
    Confirmation confirmation =
        settings.choice("certificateBound", Confirmation.class).orElse(Confirmation.SUPPORTED);
    if (confirmation == Confirmation.IGNORED) {
      settings.warn(
          "certificateBound", "tokens that are bound to a key are accepted from any client");
    }
    return confirmation;
  }
}
