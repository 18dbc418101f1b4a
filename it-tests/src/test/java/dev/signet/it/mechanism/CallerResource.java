package dev.signet.it.mechanism;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.Claim;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** A REST resource that keeps the caller of its one request. */
@Path("caller")
@RequestScoped
@NullUnmarked
public class CallerResource {
  @Inject private JwtPrincipal caller;

  @Inject
  @Claim("sess")
  private Optional<String> session;

  /** For CDI. */
  public CallerResource() {}

  /** Who is calling. */
  @GET
  public String caller() {
    return "caller: " + caller.getName() + "\nsession: " + session.orElse("none") + "\n";
  }
}
