package dev.signet.jose;

import java.time.Instant;
import java.util.Optional;

/**
 * A logout token that its issuer has signed for this server, and that is fresh. It is the proof
 * that a login has ended, and never an identity. It has a session, a subject, or both.
 *
 * @param definition the {@code id} of the definition
 * @param issuer the definition's {@code issuerIdentifier}
 * @param id the token's {@code jti}
 * @param session the login that has ended ({@code sid})
 * @param subject the user ({@code sub}); without a session all their logins have ended
 * @param issuedAt when the token was issued ({@code iat}), by the issuer's clock
 * @param invalidFrom from when on every configuration refuses the token
 */
public record LogoutToken(
    String definition,
    String issuer,
    String id,
    Optional<String> session,
    Optional<String> subject,
    Instant issuedAt,
    Instant invalidFrom) {

  /** Shows the definition, never a claim. */
  @Override
  public String toString() {
    return "LogoutToken[issuer definition " + definition + "]";
  }
}
