package dev.signet.it.mechanism;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/** An annotation without an audience and without a key. */
@ApplicationScoped
@JwtHeaderAuthenticationMechanismDefinition(
    issuerIdentifier = "https://www.myidp.ibm.com",
    signatureAlgorithm = "RS256")
public class WrongApplication {
  /** For CDI. */
  public WrongApplication() {}
}
