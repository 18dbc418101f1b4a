package dev.signet.mpjwt;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks {@code RolesAllowed}, {@code DenyAll} and {@code PermitAll} of REST resources: those of a
 * method, else those of its class. A Jakarta EE server does so itself, and is asked a second time;
 * on a servlet container alone nothing else would, and the resources would be open. A Jakarta REST
 * implementation finds it when it scans for providers, or as a service (Jakarta REST 3.1), which
 * counts for an application that lists its classes as well.
 */
@Provider
public final class RoleChecks implements DynamicFeature {

  /** For the container. */
  public RoleChecks() {}

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Stream.of(resource.getResourceMethod(), resource.getResourceClass())
        .flatMap(element -> allowed(element).stream())
        .findFirst()
        .filter(allowed -> !allowed.isAnybody())
        .ifPresent(allowed -> context.register(new Check(allowed)));
  }

  /** What an element says; empty where it says nothing. */
  private static Optional<Allowed> allowed(AnnotatedElement element) {
    if (element.isAnnotationPresent(DenyAll.class)) {
      return Optional.of(new Allowed(false, List.of()));
    }
    RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
    if (roles != null) {
      return Optional.of(new Allowed(false, List.of(roles.value())));
    }
    return element.isAnnotationPresent(PermitAll.class)
        ? Optional.of(new Allowed(true, List.of()))
        : Optional.empty();
  }

  /** Anybody, or those who have one of the roles. */
  private record Allowed(boolean isAnybody, List<String> roles) {}

  /** The same as a service; a class of its own, so that no implementation finds one class twice. */
  public static final class Service implements DynamicFeature {
    private final RoleChecks checks = new RoleChecks();

    /** For {@link java.util.ServiceLoader}. */
    public Service() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
      checks.configure(resource, context);
    }
  }

  /** Before the method of a resource. */
  @Priority(Priorities.AUTHORIZATION)
  private record Check(Allowed allowed) implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
      SecurityContext security = request.getSecurityContext();
      if (security.getUserPrincipal() == null) {
        request.abortWith(
            Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build());
      } else if (allowed.roles().stream().noneMatch(security::isUserInRole)) {
        request.abortWith(Response.status(Response.Status.FORBIDDEN).build());
      }
    }
  }
}
