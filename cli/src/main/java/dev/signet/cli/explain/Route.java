package dev.signet.cli.explain;

import dev.signet.config.IntrospectionSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.config.Preset;
import dev.signet.token.Rejection;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that a server takes with a token under a definition, in its order. It decides nothing:
 * the server's own code says which refusal it is, and this says at which step that is.
 *
 * @param token what the token says
 * @param definition the definition that the server has selected, where it has
 * @param now the time of the request
 */
record Route(DecodedToken token, Optional<IssuerConfig> definition, Instant now) {
  private static final long LAST_SECOND = 253_402_300_799L;

  /** Of the issuer's answer none of these is asked: it takes their place. */
  private static final Set<Step> OF_A_SIGNATURE =
      EnumSet.of(Step.ENCRYPTION, Step.HEADER, Step.KEY, Step.SIGNATURE);

  /** All steps of an accepted token. */
  List<Step> all() {
    boolean isAskedAlone = isAskedAlone();
    List<Step> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      boolean isLeftOut = isAskedAlone && OF_A_SIGNATURE.contains(step);
      if (step == Step.EVENTS && isAskedAlone) {
        steps.add(Step.INTROSPECTION);
      }
      if (!isLeftOut && !steps.contains(step) && applies(step)) {
        steps.add(step);
      }
    }
    return steps;
  }

  private boolean applies(Step step) {
    Preset preset = definition.map(IssuerConfig::preset).orElse(new Preset.None());
    return switch (step) {
      case DECRYPTION -> token.form() == DecodedToken.Form.ENCRYPTED;
      case PRESET_HEADER -> preset instanceof Preset.AwsAlb;
      case PRESET_CLAIMS -> preset instanceof Preset.CloudflareAccess;
      case INTROSPECTION -> definition.flatMap(IssuerConfig::introspection).isPresent();
      case EVENTS -> token.claim("events") != null;
      default -> true;
    };
  }

  private boolean isAskedAlone() {
    return definition
        .flatMap(IssuerConfig::introspection)
        .filter(IntrospectionSettings::isAlone)
        .isPresent();
  }

  /** The steps up to the one that refuses, which is the last. */
  List<Step> upTo(Rejection reason) {
    Step refusing = refusing(reason);
    if (reason == Rejection.EXPIRED && hasEnded()) {
      List<Step> free = new ArrayList<>(upToUnavailable());
      free.add(Step.EXPIRY);
      return free;
    }
    List<Step> steps = new ArrayList<>(before(refusing));
    steps.add(refusing);
    return steps;
  }

  /** The steps before the one that waits for something that is unavailable. */
  List<Step> upToUnavailable() {
    return before(isAskedAlone() ? Step.INTROSPECTION : Step.KEY);
  }

  private List<Step> before(Step end) {
    List<Step> steps = all();
    return steps.contains(end) ? steps.subList(0, steps.indexOf(end)) : steps;
  }

  private Step refusing(Rejection reason) {
    boolean isSelected = definition.isPresent();
    return switch (reason) {
      // the last two are of the address for logouts, where no token is an identity
      case TOKEN_REPEATED,
          TOKEN_EMPTY,
          TOKEN_TOO_LONG,
          TOKEN_SEGMENTS,
          LOGOUT_MALFORMED,
          LOGOUT_TOKEN_INVALID ->
          Step.TOKEN;
      case TOKEN_MALFORMED, ALGORITHM_NOT_ALLOWED -> isSelected ? Step.HEADER : Step.TOKEN;
      case ISSUER_MISSING, ISSUER_UNKNOWN -> Step.ISSUER;
      case ISSUER_TRANSPORT -> Step.LOCATION;
      case ISSUER_CHANNEL -> Step.CHANNEL;
      case HEADER_CRITICAL, TYPE_NOT_ALLOWED -> Step.HEADER;
      case KEY_UNKNOWN, KEY_OUTDATED -> Step.KEY;
      case SIGNATURE_INVALID -> Step.SIGNATURE;
      case ENCRYPTION_MISSING -> Step.ENCRYPTION;
      case DECRYPTION_FAILED -> isSelected ? Step.ENCRYPTION : Step.DECRYPTION;
      case CLAIM_MALFORMED -> malformed();
      case SECURITY_EVENT -> Step.EVENTS;
      case AUDIENCE_MISSING, AUDIENCE_WRONG -> Step.AUDIENCE;
      case EXPIRY_MISSING, EXPIRED -> Step.EXPIRY;
      case NOT_YET_VALID -> Step.NOT_BEFORE;
      case ISSUED_IN_FUTURE, ISSUED_AT_MISSING, LIFETIME_TOO_LONG, TOO_OLD -> Step.ISSUED;
      case SIGNER_WRONG, CLIENT_WRONG -> Step.PRESET_HEADER;
      case KIND_WRONG -> Step.PRESET_CLAIMS;
      case REQUIRED_CLAIM_MISSING, REQUIRED_CLAIM_WRONG -> Step.REQUIRED;
      case CONFIRMATION_MISMATCH, HOLDER_MISSING -> Step.CONFIRMATION;
      case ID_MISSING, TOKEN_USED -> Step.SINGLE_USE;
      case NOT_ACTIVE -> Step.INTROSPECTION;
      case REVOKED -> Step.REVOCATION;
      case USER_MISSING -> lacksSubjectOfPreset() ? Step.PRESET_CLAIMS : Step.USER;
      case GROUPS_MALFORMED -> Step.GROUPS;
      case REALM_NOT_ALLOWED -> Step.REALM;
      case USER_NOT_MAPPED, USER_REFUSED -> Step.MAPPING;
      case REGISTRY_MISSING -> Step.NAMES;
      case IDENTITY_STORE_REJECTED -> Step.STORES;
      case CALLER_MISMATCH -> Step.OTHER_LOGIN;
    };
  }

  /** A registered claim of the wrong type is refused where it is looked at. */
  private Step malformed() {
    JsonValue aud = token.claims().get("aud");
    if (aud != null && !isAudience(aud)) {
      return Step.AUDIENCE;
    }
    if (isMalformedTime("exp")) {
      return Step.EXPIRY;
    }
    if (isMalformedTime("nbf")) {
      return Step.NOT_BEFORE;
    }
    return isMalformedTime("iat") || !all().contains(Step.PRESET_HEADER)
        ? Step.ISSUED
        : Step.PRESET_HEADER;
  }

  private static boolean isAudience(JsonValue aud) {
    return aud instanceof JsonString
        || (aud instanceof JsonArray all && all.stream().allMatch(JsonString.class::isInstance));
  }

  private boolean isMalformedTime(String name) {
    JsonValue value = token.claim(name);
    return value != null
        && !(value instanceof JsonNumber number && Math.abs(number.doubleValue()) <= LAST_SECOND);
  }

  /** Preset {@code cloudflare-access} asks for a user itself. */
  private boolean lacksSubjectOfPreset() {
    return all().contains(Step.PRESET_CLAIMS)
        && token.text("sub").filter(subject -> !subject.isBlank()).isEmpty();
  }

  /**
   * Whether the token's own {@code exp} has passed: neither its issuer is asked then, nor a key for
   * its signature.
   */
  private boolean hasEnded() {
    JsonValue exp = token.claim("exp");
    return exp instanceof JsonNumber number
        && definition.isPresent()
        && now.getEpochSecond()
            >= number.longValue() + definition.get().claims().clockSkew().toSeconds();
  }
}
