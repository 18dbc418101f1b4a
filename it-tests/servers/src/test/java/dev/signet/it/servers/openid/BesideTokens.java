package dev.signet.it.servers.openid;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/** What an application with another login adds, so that requests from the proxy carry a token. */
@ApplicationScoped
@JwtHeaderAuthenticationMechanismDefinition(config = "/WEB-INF/supported.json")
public class BesideTokens {
  /** For CDI. */
  public BesideTokens() {}
}
