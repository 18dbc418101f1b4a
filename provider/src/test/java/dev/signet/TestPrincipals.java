package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.nio.file.Path;

/** Callers as the line makes them. */
public final class TestPrincipals {
  private TestPrincipals() {}

  /** The caller of a token, which is really verified. */
  public static JwtPrincipal of(Path directory, Tokens token) throws Exception {
    Authenticated caller = authenticated(directory, token);
    return new JwtPrincipal(caller.identity().name(), caller.identity(), caller.jwt());
  }

  public static Authenticated authenticated(Path directory, Tokens token) throws Exception {
    try (JwtAuthenticator line =
        JwtAuthenticator.of(Configs.in(directory).load(), new SettableClock())) {
      return (Authenticated) line.authenticate(Requests.withJwt(token.compact()));
    }
  }
}
