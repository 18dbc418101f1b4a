package dev.signet;

import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.mapping.ClaimPath;
import dev.signet.mapping.IdentityRules;
import dev.signet.mapping.RealmRule;
import dev.signet.mapping.UserSource;
import dev.signet.token.Rejection;
import dev.signet.token.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a refused token has in the claims that its refusal is about, for an administrator who has
 * asked for values. The details say what was wanted; this says what was found. Nobody may have
 * verified the token: each value is cut, and has safe characters alone. No other claim is shown.
 */
record ClaimValues(Map<String, IssuerConfig> definitions) {
  private static final int MAX_MEMBERS = 5;

  static ClaimValues of(SignetConfig config) {
    return new ClaimValues(
        config.issuers().stream()
            .collect(Collectors.toUnmodifiableMap(IssuerConfig::id, Function.identity())));
  }

  /**
   * The values that matter.
   *
   * @param reason why the token is refused
   * @param definition the id of the definition that refuses it; empty where none was selected
   * @param claims of the token, unverified
   * @return such as {@code found aud "one", "two"}
   */
  List<String> of(Rejection reason, String definition, Map<String, Object> claims) {
    Optional<IssuerConfig> issuer = Optional.ofNullable(definitions.get(definition));
    return claims.isEmpty()
        ? List.of()
        : paths(reason, issuer).distinct().map(path -> found(path, claims)).toList();
  }

  private static Stream<ClaimPath> paths(Rejection reason, Optional<IssuerConfig> issuer) {
    return switch (reason) {
      case ISSUER_MISSING, ISSUER_UNKNOWN, ISSUER_TRANSPORT, ISSUER_CHANNEL, NOT_ACTIVE ->
          named("iss");
      case AUDIENCE_MISSING, AUDIENCE_WRONG -> named("aud");
      case EXPIRED -> named("exp");
      case NOT_YET_VALID -> named("nbf");
      case ISSUED_IN_FUTURE, TOO_OLD -> named("iat");
      case LIFETIME_TOO_LONG -> named("iat", "exp");
      case CLAIM_MALFORMED -> named("aud", "exp", "nbf", "iat");
      case SIGNER_WRONG -> named("signer");
      case CLIENT_WRONG -> named("client");
      case KIND_WRONG -> named("type");
      case TOKEN_USED, ID_MISSING -> named("jti");
      case CONFIRMATION_MISMATCH -> Stream.of(new ClaimPath(List.of("cnf", "x5t#S256")));
      default -> issuer.stream().flatMap(by -> configured(reason, by));
    };
  }

  /** Claims that the definition names. */
  private static Stream<ClaimPath> configured(Rejection reason, IssuerConfig issuer) {
    IdentityRules rules = issuer.identity();
    return switch (reason) {
      case REQUIRED_CLAIM_MISSING, REQUIRED_CLAIM_WRONG ->
          issuer.claims().requiredClaims().keySet().stream();
      case USER_MISSING,
          USER_NOT_MAPPED,
          USER_REFUSED,
          REGISTRY_MISSING,
          IDENTITY_STORE_REJECTED,
          CALLER_MISMATCH ->
          user(rules);
      case GROUPS_MALFORMED -> Stream.concat(Stream.of(rules.groups()), named("scope", "scp"));
      case REALM_NOT_ALLOWED -> Stream.concat(realm(rules), user(rules));
      default -> Stream.empty();
    };
  }

  private static Stream<ClaimPath> user(IdentityRules rules) {
    return rules.userMapping().source() instanceof UserSource.ByClaim source
        ? Stream.concat(rules.users().stream(), Stream.of(source.claim()))
        : rules.users().stream();
  }

  private static Stream<ClaimPath> realm(IdentityRules rules) {
    return rules.realm() instanceof RealmRule.FromClaim rule
        ? Stream.of(rule.claim())
        : Stream.empty();
  }

  private static Stream<ClaimPath> named(String... names) {
    return Stream.of(names).map(name -> new ClaimPath(List.of(name)));
  }

  private static String found(ClaimPath path, Map<String, Object> claims) {
    Optional<Object> value = path.valueIn(claims);
    return value.isEmpty() ? "found no " + path : "found " + path + " " + text(value.get());
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?>) {
      return "as an object";
    }
    if (!(value instanceof List<?> members)) {
      return quoted(value);
    }
    List<String> texts = new ArrayList<>();
    members.stream().limit(MAX_MEMBERS).forEach(member -> texts.add(quoted(member)));
    int more = members.size() - texts.size();
    return "as an array of "
        + String.join(", ", texts)
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** A text in quotes, anything else without. */
  private static String quoted(Object value) {
    String safe = SafeText.value(String.valueOf(value));
    return value instanceof String ? "\"" + safe + "\"" : safe;
  }
}
