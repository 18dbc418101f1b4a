package dev.signet;

import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.SignetConfig;
import dev.signet.jose.JwtVerifier;
import dev.signet.token.CompactJwt;
import dev.signet.token.RefusalDetails;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.TokenResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;

/** What the log and the records show of a refused token. Thread-safe. */
record RefusalDescriptions(
    TokenResolver tokenResolver,
    JwtVerifier verifier,
    Diagnostics diagnostics,
    ClaimValues values) {

  static RefusalDescriptions of(
      SignetConfig config, TokenResolver tokenResolver, JwtVerifier verifier, Clock clock) {
    return new RefusalDescriptions(
        tokenResolver, verifier, Diagnostics.of(config, clock), ClaimValues.of(config));
  }

  /**
   * A refusal with the token's header, which is read again where the details do not have it, and
   * the values of its claims while {@code diagnostics} shows them.
   */
  Rejected of(Rejected refused, HttpServletRequest request) {
    if (refused.details().hasHeader() && !haveValues()) {
      return refused;
    }
    try {
      Optional<CompactJwt> token = tokenResolver.resolve(request);
      return token.isEmpty() ? refused : of(refused, token.get());
    } catch (TokenRejectedException e) {
      return refused;
    }
  }

  private Rejected of(Rejected refused, CompactJwt token) {
    RefusalDetails details = JwtVerifier.described(refused.details(), token);
    if (haveValues()) {
      details =
          details.withValues(
              values.of(refused.reason(), details.definition(), verifier.unverifiedClaims(token)));
    }
    return new Rejected(refused.reason(), details, refused.caller(), refused.isForeign());
  }

  boolean haveValues() {
    return diagnostics.isInForce();
  }

  Optional<String> notice() {
    return diagnostics.notice();
  }
}
