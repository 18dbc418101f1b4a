package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.BackchannelLogout;
import dev.signet.config.ClaimRules;
import dev.signet.config.Confirmation;
import dev.signet.config.IssuerConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Validates the logout tokens of one definition (OpenID Connect Back-Channel Logout 1.0 section
 * 2.6), with the keys, algorithms and encryption of its other tokens. {@code typ} must be {@code
 * logout+jwt}, or {@code JWT} or missing, as older providers write it: the required {@code events}
 * tell such a token from every other (RFC 8725 section 3.12).
 */
record LogoutValidation(TrustedIssuer issuer, String identifier, ClaimChecks checks, Clock clock) {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Set<String> TYPES = Set.of(BackchannelLogout.TYPE, "jwt");

  static LogoutValidation of(
      IssuerConfig config, BackchannelLogout logout, TrustedIssuer issuer, Clock clock) {
    ClaimRules rules =
        new ClaimRules(
            logout.audiences(),
            config.claims().clockSkew(),
            Optional.empty(),
            Optional.empty(),
            TYPES,
            Map.of(),
            Confirmation.IGNORED,
            true);
    return new LogoutValidation(
        issuer, config.issuerIdentifier(), new ClaimChecks(false, rules), clock);
  }

  /**
   * Validates a token.
   *
   * @throws TokenRejectedException with {@link Rejection#LOGOUT_TOKEN_INVALID}, whatever is wrong;
   *     its first sentence has the entry of the catalogue that another token would get
   * @throws VerificationUnavailableException where the issuer's keys are unavailable
   */
  LogoutToken validate(String compact, Decryption decryption, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    try {
      if (UnverifiedJwt.isOpaque(compact)) {
        throw invalid("the token is no JWT");
      }
      return validate(UnverifiedJwt.read(compact, decryption), channel);
    } catch (TokenRejectedException e) {
      throw asLogout(e).byDefinition(issuer.id()).withHeader(UnverifiedJwt.outerHeader(compact));
    }
  }

  private static TokenRejectedException asLogout(TokenRejectedException e) {
    if (e.rejection() == Rejection.LOGOUT_TOKEN_INVALID) {
      return e;
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(e.rejection().id() + ", " + e.rejection().text());
    sentences.addAll(e.details().sentences());
    return invalid(sentences.toArray(String[]::new));
  }

  private static TokenRejectedException invalid(String... sentences) {
    return new TokenRejectedException(Rejection.LOGOUT_TOKEN_INVALID, sentences);
  }

  private LogoutToken validate(UnverifiedJwt jwt, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    Map<String, Object> claims = issuer.profile().claims(jwt.jws(), jwt.claims());
    if (!identifier.equals(claims.get("iss"))) {
      throw invalid("iss is not the issuerIdentifier of the definition with this path");
    }
    LocalValidation.checkEncryption(issuer, jwt.opened());
    SignatureAlgorithm algorithm = LocalValidation.checkHeader(jwt.jws(), issuer, TYPES);
    var unused = LocalValidation.verifySignature(jwt.jws(), issuer, algorithm, channel);
    checkKind(claims);
    checks.validateAudience(claims);
    Instant now = clock.instant();
    TokenTimes times = checks.validateTimes(claims, now);
    return new LogoutToken(
        issuer.id(),
        identifier,
        text(claims, "jti").orElseThrow(() -> invalid("claim jti is missing")),
        text(claims, "sid"),
        text(claims, "sub"),
        issuedAt(claims, now),
        times.invalidFrom());
  }

  /** What makes a token a logout token, and nothing else (sections 2.4 and 2.6). */
  private static void checkKind(Map<String, Object> claims) throws TokenRejectedException {
    if (!(claims.get("events") instanceof Map<?, ?> events)) {
      throw invalid("claim events is missing or no object: the token is no logout token");
    }
    if (!(events.get(EVENT) instanceof Map<?, ?>)) {
      throw invalid("claim events has no object named " + EVENT);
    }
    if (claims.containsKey("nonce")) {
      throw invalid("claim nonce is there, which no logout token has");
    }
    if (text(claims, "sid").isEmpty() && text(claims, "sub").isEmpty()) {
      throw invalid("claims sid and sub are missing, and one of them is needed");
    }
  }

  private static Optional<String> text(Map<String, Object> claims, String name)
      throws TokenRejectedException {
    if (!claims.containsKey(name)) {
      return Optional.empty();
    }
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return Optional.of(text);
    }
    throw invalid("claim " + name + " must be a string that is not empty");
  }

  private Instant issuedAt(Map<String, Object> claims, Instant now) throws TokenRejectedException {
    OptionalLong iat = ClaimChecks.time(claims, "iat");
    if (iat.isEmpty()) {
      throw invalid("claim iat is missing");
    }
    Instant issued = Instant.ofEpochSecond(iat.getAsLong());
    Duration skew = checks.rules().clockSkew();
    if (!now.minus(skew).isBefore(issued.plus(BackchannelLogout.MAX_AGE))) {
      throw invalid(
          "iat is %d s ago, a logout token is accepted for %d s, clockSkew is %d s"
              .formatted(
                  Duration.between(issued, now).toSeconds(),
                  BackchannelLogout.MAX_AGE.toSeconds(),
                  skew.toSeconds()));
    }
    return issued;
  }
}
