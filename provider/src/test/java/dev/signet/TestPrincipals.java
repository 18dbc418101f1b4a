package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.ServerNames;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.nio.file.Path;
import java.util.List;

/** Callers as the line makes them. */
public final class TestPrincipals {
  private TestPrincipals() {}

  /** The caller of a token, which is really verified. */
  public static JwtPrincipal of(Path directory, Tokens token) throws Exception {
    return authenticated(directory, token).principal();
  }

  /** On a server that knows no realms. */
  public static Authenticated authenticated(Path directory, Tokens token) throws Exception {
    return authenticated(directory, token, ServerNames.withoutRealms(List.of()));
  }

  public static Authenticated authenticated(Path directory, Tokens token, ServerNames server)
      throws Exception {
    try (JwtAuthenticator line =
        JwtAuthenticator.of(Configs.in(directory).load(), new SettableClock())) {
      return (Authenticated) line.authenticate(Requests.withJwt(token.compact()), server);
    }
  }
}
