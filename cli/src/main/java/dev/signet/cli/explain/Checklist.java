package dev.signet.cli.explain;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.TokenLocation;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.mapping.RealmRule;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What each step wanted and what was there. The verdict is not made here: it is the server's.
 *
 * @param token what the token says
 * @param definition the definition that the server has selected, or the first of the token's issuer
 *     where it has selected none; empty where no definition has that issuer
 * @param length how many characters the token has
 * @param now the time of the request
 * @param showsValues whether claims are shown, or only that they are there
 */
record Checklist(
    DecodedToken token,
    Optional<IssuerConfig> definition,
    int length,
    Instant now,
    boolean showsValues) {

  /** One line of the list. */
  record Line(Step step, String wanted, String found) {}

  /** The same for the definition that the server has selected, where it has. */
  Checklist of(Optional<IssuerConfig> selected) {
    return new Checklist(token, selected.or(() -> definition), length, now, showsValues);
  }

  /** The line of a step. */
  Line line(Step step) {
    return new Line(step, wanted(step), found(step));
  }

  private String wanted(Step step) {
    if (step == Step.TOKEN) {
      return "one token: three parts, or five where it is encrypted";
    }
    if (definition.isEmpty()) {
      return step == Step.ISSUER ? "the issuerIdentifier of a definition" : "";
    }
    IssuerConfig issuer = definition.get();
    return switch (step) {
      case ISSUER -> issuer.issuerIdentifier() + " (definition " + issuer.id() + ")";
      case LOCATION ->
          issuer.tokenSource().locations().stream()
              .map(Checklist::named)
              .sorted()
              .collect(Collectors.joining(" or "));
      case CHANNEL -> "what authFilter asks of the request";
      case DECRYPTION ->
          issuer.keyManagementKey().isPresent() ? "an encrypted token" : "no encryption";
      case HEADER ->
          "alg of "
              + issuer.signatureAlgorithms().stream()
                  .map(SignatureAlgorithm::jwaName)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + "; typ of "
              + String.join(", ", issuer.claims().types().stream().sorted().toList())
              + "; no crit";
      case KEY, SIGNATURE -> keys(issuer);
      case PRESET -> "what the preset asks";
      case AUDIENCE ->
          issuer.acceptsAllAudiences()
              ? "any"
              : "one of "
                  + String.join(", ", issuer.claims().audiences().stream().sorted().toList());
      case REQUIRED ->
          issuer.claims().requiredClaims().isEmpty()
              ? "none"
              : issuer.claims().requiredClaims().keySet().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", "));
      case EXPIRY -> "in the future, clockSkew " + seconds(issuer.claims().clockSkew());
      case NOT_BEFORE -> "absent or in the past, clockSkew " + seconds(issuer.claims().clockSkew());
      case ISSUED ->
          "absent or in the past"
              + issuer
                  .claims()
                  .maxLifetime()
                  .map(d -> "; exp at most " + seconds(d) + " later")
                  .orElse("")
              + issuer.claims().maxAge().map(d -> "; at most " + seconds(d) + " ago").orElse("");
      case CONFIRMATION -> "no cnf, or that of the client's certificate";
      case INTROSPECTION ->
          issuer.introspection().isPresent() ? "an active token" : "the issuer is not asked";
      case REVOCATION -> "no entry that names it in the file; JMX is not asked";
      case USER -> "a name in " + issuer.identity().user();
      case REALM ->
          issuer.identity().realm() instanceof RealmRule.Fixed fixed
              ? fixed.name()
              : "one of those allowed";
      case MAPPING -> "a user, where the definition maps users";
      case NAMES -> "names that are this caller's alone";
      case GROUPS -> "a string or an array of strings in " + issuer.identity().groups();
      case SINGLE_USE -> issuer.claims().isSingleUse() ? "a jti not used before" : "any";
      default -> "";
    };
  }

  private static String keys(IssuerConfig issuer) {
    KeySource source = issuer.keySource();
    if (source instanceof KeySource.KeyStoreAliases store) {
      return "aliases " + String.join(", ", store.aliases()) + " of " + store.keyStore().location();
    }
    if (source instanceof KeySource.PemFiles pem) {
      return "a key in " + pem.location();
    }
    if (source instanceof KeySource.JwkSetUrl url) {
      return "a key of " + url.url();
    }
    if (source instanceof KeySource.Discovery url) {
      return "a key of the jwks_uri of " + url.url();
    }
    return source instanceof KeySource.PemPerKid url
        ? "the key at " + url.url()
        : "no key: the issuer is asked";
  }

  private static String named(TokenLocation location) {
    return location instanceof TokenLocation.Header header
        ? "header " + header.name()
        : "cookie " + ((TokenLocation.Cookie) location).name();
  }

  private String found(Step step) {
    return switch (step) {
      case TOKEN -> length + " characters";
      case ISSUER -> value("iss");
      case HEADER ->
          "alg "
              + token.headerText("alg").map(Checklist::safe).orElse("absent")
              + ", typ "
              + token.headerText("typ").map(Checklist::safe).orElse("absent");
      case KEY -> "kid " + token.headerText("kid").map(Checklist::safe).orElse("absent");
      case AUDIENCE -> value("aud");
      case EXPIRY -> time("exp");
      case NOT_BEFORE -> time("nbf");
      case ISSUED -> time("iat");
      case CONFIRMATION -> token.claims().containsKey("cnf") ? "cnf is there" : "no cnf";
      case USER, REALM, GROUPS, REQUIRED -> showsValues ? "" : "claims: " + names();
      case SINGLE_USE -> value("jti");
      default -> "";
    };
  }

  private String names() {
    List<String> names = token.claims().keySet().stream().map(Checklist::safe).sorted().toList();
    return names.isEmpty() ? "none that can be read" : String.join(", ", names);
  }

  private String value(String name) {
    JsonValue value = token.claims().get(name);
    if (value == null) {
      return name + " is absent";
    }
    return showsValues ? safe(value.toString()) : name + " is there (hidden; --show-values)";
  }

  /** A time as the difference from now: that is what is compared. */
  private String time(String name) {
    if (!(token.claims().get(name) instanceof JsonNumber number)) {
      return token.claims().containsKey(name) ? name + " is no number" : name + " is absent";
    }
    double difference = number.doubleValue() - now.getEpochSecond();
    if (Math.abs(difference) > 1e12) {
      return name + " is out of range";
    }
    long whole = (long) Math.floor(difference);
    return whole < 0 ? name + " " + -whole + " s ago" : name + " in " + whole + " s";
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  /** Nothing of a token may act on a terminal. */
  static String safe(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
  }
}
