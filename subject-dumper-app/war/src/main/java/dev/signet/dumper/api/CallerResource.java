package dev.signet.dumper.api;

import dev.signet.dumper.subject.Caller;
import dev.signet.dumper.web.JsonAnswer;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller as JSON. No constraint of web.xml covers it: the annotations guard it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class CallerResource {

  /** Who the container says is calling. */
  public record Summary(@Nullable String name, List<String> groups, Map<String, Boolean> roles) {}

  /** For any caller with a name. */
  @GET
  @Path("whoami")
  @RolesAllowed("all")
  public String whoami(@Context HttpServletRequest request) {
    return summary(request);
  }

  /** For RoleA. */
  @GET
  @Path("rolea")
  @RolesAllowed("RoleA")
  public String roleA(@Context HttpServletRequest request) {
    return summary(request);
  }

  /** For RoleB. */
  @GET
  @Path("roleb")
  @RolesAllowed("RoleB")
  public String roleB(@Context HttpServletRequest request) {
    return summary(request);
  }

  /** For everyone. */
  @GET
  @Path("open")
  @PermitAll
  public String open(@Context HttpServletRequest request) {
    return summary(request);
  }

  private static String summary(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return JsonAnswer.text(new Summary(caller.name(), caller.groups(), caller.roles()));
  }
}
