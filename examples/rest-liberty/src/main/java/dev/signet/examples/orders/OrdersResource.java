package dev.signet.examples.orders;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.Claim;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;

/** The orders of the caller. */
@Path("orders")
@RequestScoped
public class OrdersResource {
  @Inject private JwtPrincipal caller;

  @Inject
  @Claim("email")
  private Optional<String> email;

  /** For every caller. */
  @GET
  public String mine() {
    return "orders of " + caller.getName() + ", " + email.orElse("no address") + "\n";
  }

  /** For the role clerks, which is the group of that name. */
  @GET
  @Path("all")
  @RolesAllowed("clerks")
  public String all() {
    return "everybody's orders, for " + caller.getName() + " of " + caller.groups() + "\n";
  }
}
