package dev.signet.it.propagation;

import dev.signet.propagation.PropagateTokenFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;

/** The server behind, for MicroProfile Rest Client. */
@RegisterProvider(PropagateTokenFilter.class)
public interface NextServer {
  /** Who the caller is there. */
  @GET
  @Path("/behind/any/who")
  String who();
}
