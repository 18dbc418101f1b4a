package dev.signet.it.servers.mechanism;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/**
 * Switches the mechanism on. As a store it gives one user a group more, which only a mechanism asks
 * for: the module knows of no stores.
 */
@JwtHeaderAuthenticationMechanismDefinition
@ApplicationScoped
public class ServedByMechanism implements IdentityStore {
  /** For CDI. */
  public ServedByMechanism() {}

  @Override
  public Set<ValidationType> validationTypes() {
    return Set.of(ValidationType.PROVIDE_GROUPS);
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    return caller.getCallerPrincipal().getName().equals("storeduser") ? Set.of("stored") : Set.of();
  }
}
