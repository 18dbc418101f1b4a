package dev.signet.mechanism;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.container.ApplicationLogin;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;

/** An application whose identity stores reject every caller. */
public final class RejectingStores implements ApplicationLogin {
  private final IdentityStores stores =
      new IdentityStores(credential -> CredentialValidationResult.INVALID_RESULT);

  @Override
  public boolean takesUnauthenticated() {
    return false;
  }

  @Override
  public AuthenticationResult confirm(Authenticated caller, JwtAuthenticator authenticator) {
    return stores.confirm(caller, authenticator);
  }
}
