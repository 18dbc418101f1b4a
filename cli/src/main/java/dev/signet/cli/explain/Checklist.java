package dev.signet.cli.explain;

import dev.signet.config.Confirmation;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.Preset;
import dev.signet.config.TokenLocation;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.mapping.RealmRule;
import dev.signet.token.RefusalDetails;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  /**
   * One line of the list.
   *
   * @param step what is looked at
   * @param wanted by the configuration
   * @param found in the token or the request
   * @param isServers whether only a running server knows how it ends
   */
  record Line(Step step, String wanted, String found, boolean isServers) {}

  /** The same for the definition that the server has selected, where it has. */
  Checklist of(Optional<IssuerConfig> selected) {
    return new Checklist(token, selected.or(() -> definition), length, now, showsValues);
  }

  /**
   * The lines of some steps.
   *
   * @param steps which of the way under a definition
   * @param selected the definition that the server has selected, where it has
   */
  List<Line> lines(Function<Route, List<Step>> steps, Optional<IssuerConfig> selected) {
    return steps.apply(new Route(token, selected, now)).stream()
        .map(step -> new Line(step, wanted(step), found(step), isServers(step)))
        .toList();
  }

  /** Whether a token was used before, and what else the application and the server have. */
  private boolean isServers(Step step) {
    return switch (step) {
      case SINGLE_USE -> definition.filter(issuer -> issuer.claims().isSingleUse()).isPresent();
      case STORES, OTHER_LOGIN -> true;
      default -> false;
    };
  }

  private String wanted(Step step) {
    if (step == Step.TOKEN) {
      return "one token: three parts, or five where it is encrypted";
    }
    if (step == Step.DECRYPTION) {
      return "a key of a definition's keyManagementKeyAlias";
    }
    if (definition.isEmpty()) {
      return step == Step.ISSUER ? "the issuerIdentifier of a definition" : "";
    }
    IssuerConfig issuer = definition.get();
    return switch (step) {
      case ISSUER -> issuer.issuerIdentifier() + " (definition " + issuer.id() + ")";
      case LOCATION ->
          issuer.tokenSource().locations().stream()
              .map(TokenLocation::named)
              .sorted()
              .collect(Collectors.joining(" or "));
      case CHANNEL -> "what authFilter asks of the request";
      case ENCRYPTION ->
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
      case PRESET_HEADER -> issuer.preset() instanceof Preset.AwsAlb alb ? header(alb) : "";
      case PRESET_CLAIMS -> "claim type app, and a claim sub";
      case EVENTS -> "no security event";
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
      case CONFIRMATION ->
          (issuer.claims().confirmation() == Confirmation.REQUIRED ? "a cnf" : "no cnf, or one")
              + " with the client's certificate";
      case INTROSPECTION -> "an active token";
      case REVOCATION -> "no entry that names it in the file; JMX is not asked";
      case USER ->
          "a name in "
              + issuer.identity().users().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", else in "));
      case REALM ->
          issuer.identity().realm() instanceof RealmRule.Fixed fixed
              ? fixed.name()
              : "one of "
                  + RefusalDetails.anyOf(
                      ((RealmRule.FromClaim) issuer.identity().realm()).allowed());
      case MAPPING -> "a user, where the definition maps users";
      case NAMES -> "names that are this caller's alone";
      case GROUPS -> "a string or an array of strings in " + issuer.identity().groups();
      case SINGLE_USE -> issuer.claims().isSingleUse() ? "a jti not used before" : "any";
      case STORES -> "no IdentityStore of the application that rejects the user";
      case OTHER_LOGIN -> "no login of another user at the server";
      default -> "";
    };
  }

  private static String header(Preset.AwsAlb preset) {
    return "signer one of "
        + RefusalDetails.anyOf(preset.signers())
        + "; client one of "
        + RefusalDetails.anyOf(preset.clients());
  }

  private static String keys(IssuerConfig issuer) {
    KeySource source = issuer.keySource();
    if (source instanceof KeySource.KeyStoreAliases store) {
      return "aliases " + String.join(", ", store.aliases()) + " of " + store.keyStore().source();
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

  private String found(Step step) {
    return switch (step) {
      case TOKEN -> length + " characters";
      case ISSUER -> value("iss");
      case DECRYPTION, ENCRYPTION ->
          token.form() == DecodedToken.Form.ENCRYPTED ? "five parts" : "not encrypted";
      case HEADER ->
          "alg "
              + token.headerText("alg").map(Checklist::safe).orElse("absent")
              + ", typ "
              + token.headerText("typ").map(Checklist::safe).orElse("absent");
      case KEY -> "kid " + token.headerText("kid").map(Checklist::safe).orElse("absent");
      case EVENTS -> "events is there";
      case AUDIENCE -> value("aud");
      case EXPIRY -> time("exp");
      case NOT_BEFORE -> time("nbf");
      case ISSUED -> time("iat");
      case CONFIRMATION -> unread().orElseGet(() -> isThere("cnf") ? "cnf is there" : "no cnf");
      case USER, REALM, GROUPS, REQUIRED ->
          showsValues ? "" : unread().orElseGet(() -> "claims: " + names());
      case SINGLE_USE -> value("jti");
      default -> "";
    };
  }

  /** Where the claims are that cannot be read here. */
  private Optional<String> unread() {
    return switch (token.form()) {
      case SIGNED -> Optional.empty();
      case ENCRYPTED -> Optional.of("inside the encryption");
      case OPAQUE -> Optional.of("in the issuer's answer, if anywhere");
    };
  }

  private boolean isThere(String name) {
    return token.claim(name) != null;
  }

  private String names() {
    List<String> names = token.claims().keySet().stream().map(Checklist::safe).sorted().toList();
    return names.isEmpty() ? "none that can be read" : String.join(", ", names);
  }

  private String value(String name) {
    if (unread().isPresent()) {
      return unread().get();
    }
    JsonValue value = token.claim(name);
    if (value == null) {
      return name + " is absent";
    }
    return showsValues ? safe(value.toString()) : name + " is there (hidden; --show-values)";
  }

  /** A time as the difference from now: that is what is compared. */
  private String time(String name) {
    if (unread().isPresent()) {
      return unread().get();
    }
    if (!(token.claim(name) instanceof JsonNumber number)) {
      return isThere(name) ? name + " is no number" : name + " is absent";
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
