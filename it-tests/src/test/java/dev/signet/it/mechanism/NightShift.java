package dev.signet.it.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The application's own word about its users: testuser is of the group nightshift. */
@ApplicationScoped
public class NightShift implements IdentityStore {
  /** For CDI. */
  public NightShift() {}

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    return caller.getCallerPrincipal().getName().equals("testuser")
        ? Set.of("nightshift")
        : Set.of();
  }

  @Override
  public Set<ValidationType> validationTypes() {
    return Set.of(ValidationType.PROVIDE_GROUPS);
  }
}
