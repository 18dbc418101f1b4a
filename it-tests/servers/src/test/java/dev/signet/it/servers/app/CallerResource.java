package dev.signet.it.servers.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** The caller as JAX-RS knows him. */
@Path("caller")
public class CallerResource {
  /** For the container. */
  public CallerResource() {}

  /** Who the caller is, and which of the two roles he has. */
  @GET
  @Produces("text/plain")
  public String caller(@Context SecurityContext security) {
    return security.getUserPrincipal().getName()
        + " RoleA="
        + security.isUserInRole("RoleA")
        + " RoleB="
        + security.isUserInRole("RoleB");
  }
}
