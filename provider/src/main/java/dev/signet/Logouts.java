package dev.signet;

import dev.signet.config.SignetConfig;
import dev.signet.crypto.Sha256;
import dev.signet.jose.LogoutToken;
import dev.signet.revocation.Revocations;
import dev.signet.revocation.RevokedKind;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The logins that their issuers have ended. Each logout token counts once (OpenID Connect
 * Back-Channel Logout 1.0 section 2.6), by {@code iss} and {@code jti}, on this server. On another
 * one it would only bring about the same again: what it ends does not depend on when it arrives.
 */
final class Logouts {
  private static final long RETRY_SECONDS = 30;

  private final Optional<ServerMemory> used;

  private Logouts(Optional<ServerMemory> used) {
    this.used = used;
  }

  /**
   * For a configuration.
   *
   * @throws IllegalArgumentException where this server lacks what its settings need
   */
  static Logouts of(SignetConfig config, Clock clock) {
    boolean isNeeded =
        config.issuers().stream().anyMatch(issuer -> issuer.backchannelLogout().isPresent());
    return new Logouts(isNeeded ? Optional.of(ServerMemory.join(clock)) : Optional.empty());
  }

  /** Whether there is any address for logouts. */
  boolean areTaken() {
    return used.isPresent();
  }

  /** Ends what a token says; where that fails, the token may be sent again. */
  void end(LogoutToken logout, Revocations revocations)
      throws TokenRejectedException, VerificationUnavailableException {
    ServerMemory memory = used.orElseThrow();
    String key = Sha256.ofAll(List.of("logout", logout.issuer(), logout.id()));
    Object use =
        memory
            .use(key, logout.invalidFrom())
            .orElseThrow(
                () ->
                    new TokenRejectedException(
                            Rejection.LOGOUT_TOKEN_INVALID, "this server has seen this iss and jti")
                        .byDefinition(logout.definition()));
    try {
      revoke(logout, revocations);
    } catch (IllegalStateException e) {
      memory.takeBack(key, use);
      throw new VerificationUnavailableException(
          logout.definition(), "the memory of ended logins", RETRY_SECONDS);
    }
  }

  /**
   * Without a session all logins of the user end: the tokens that the issuer had issued when it
   * issued the logout token, by its own clock. Of that very second a token could be from before, so
   * it ends too.
   */
  private static void revoke(LogoutToken logout, Revocations revocations) {
    if (logout.session().isPresent()) {
      revocations.logOut(
          RevokedKind.SESSION, logout.issuer(), logout.session().get(), Optional.empty());
    } else {
      revocations.logOut(
          RevokedKind.SUBJECT,
          logout.issuer(),
          logout.subject().orElseThrow(),
          Optional.of(logout.issuedAt().plusSeconds(1)));
    }
  }
}
