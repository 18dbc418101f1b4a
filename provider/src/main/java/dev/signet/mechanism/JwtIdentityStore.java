package dev.signet.mechanism;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/**
 * Validates the caller of a {@link JwtCredential}, with the groups of its token, and no other
 * credential. A store of the application that comes before it, by a priority below 100, may give
 * another result for the same credential; one that only provides groups adds them.
 */
public final class JwtIdentityStore implements IdentityStore {
  static final String ID = "signet";

  /** One for an application. */
  JwtIdentityStore() {}

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof JwtCredential jwt)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    if (!jwt.isValid()) {
      return CredentialValidationResult.INVALID_RESULT;
    }
    return new CredentialValidationResult(
        ID,
        new CallerPrincipal(jwt.principal().getName()),
        null,
        jwt.accessId(),
        Set.copyOf(jwt.groups()));
  }
}
