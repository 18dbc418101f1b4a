package dev.signet.it.mechanism;

import dev.signet.mechanism.JwtCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Set;

/** A handler of the application: it looks at the claims, and lets one caller in. */
@ApplicationScoped
public class Doorkeeper implements IdentityStoreHandler {
  /** For CDI. */
  public Doorkeeper() {}

  @Override
  public CredentialValidationResult validate(Credential credential) {
    return credential instanceof JwtCredential jwt
            && jwt.principal().stringClaim("shift").filter("night"::equals).isPresent()
        ? new CredentialValidationResult(jwt.principal().getName(), Set.of("groupa"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
