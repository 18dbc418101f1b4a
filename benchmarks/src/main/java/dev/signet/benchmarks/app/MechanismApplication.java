package dev.signet.benchmarks.app;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes an application one that has Signet as a mechanism, with the {@code signet.json} there is.
 */
@ApplicationScoped
@JwtHeaderAuthenticationMechanismDefinition
public class MechanismApplication {
  /** For CDI. */
  public MechanismApplication() {}
}
