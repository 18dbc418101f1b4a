package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.IntrospectionSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;

/**
 * How the tokens of one definition are validated ({@code validationMethod}). It is chosen when the
 * definition is built. What it returns is the proof that the definition accepts the token.
 */
sealed interface Validation
    permits LocalValidation, IntrospectionValidation, LocalAndIntrospectionValidation {

  /** The way that a definition asks for. */
  static Validation of(IssuerConfig issuer, Clock clock) {
    LocalValidation local = new LocalValidation(clock);
    if (issuer.introspection().isEmpty()) {
      return local;
    }
    IntrospectionSettings settings = issuer.introspection().get();
    Introspection introspection = new Introspection(issuer, settings);
    return settings.isAlone()
        ? new IntrospectionValidation(introspection, clock)
        : new LocalAndIntrospectionValidation(local, introspection, clock);
  }

  /**
   * Validates a token that is a JWT.
   *
   * @param jwt what is in the token
   * @param selection the definition that takes it
   * @param token the token as it arrived
   * @param channel the attributes of the request
   * @return the proof
   * @throws TokenRejectedException where anything about the token is not as the definition asks
   * @throws VerificationUnavailableException where the issuer's keys or its answer are unavailable
   */
  VerifiedJwt validate(UnverifiedJwt jwt, Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException;

  /** Whether it accepts tokens that only their issuer can read. */
  default boolean acceptsOpaque() {
    return false;
  }

  /**
   * Validates a token that is no JWT.
   *
   * @throws TokenRejectedException always, unless {@link #acceptsOpaque}
   */
  default VerifiedJwt validateOpaque(Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    throw new TokenRejectedException(
        Rejection.TOKEN_MALFORMED, "the token is no JWT, and validationMethod is not introspect");
  }
}
