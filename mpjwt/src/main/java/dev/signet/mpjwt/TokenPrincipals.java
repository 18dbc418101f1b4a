package dev.signet.mpjwt;

import dev.signet.JwtPrincipal;
import dev.signet.PrincipalFactory;

/** Gives the callers of an application the methods of MicroProfile's token. Found as a service. */
public final class TokenPrincipals implements PrincipalFactory {

  /** For {@link java.util.ServiceLoader}. */
  public TokenPrincipals() {}

  @Override
  public JwtPrincipal principal(JwtPrincipal caller) {
    return new TokenPrincipal(caller);
  }
}
