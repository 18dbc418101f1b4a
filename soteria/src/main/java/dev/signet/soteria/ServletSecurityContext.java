package dev.signet.soteria;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import org.glassfish.soteria.SecurityContextImpl;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SecurityContext} that answers from the servlet request. Soteria's own asks Jakarta
 * Authorization, which Tomcat does not have. Works only while a request is served.
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@Dependent
public class ServletSecurityContext extends SecurityContextImpl {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what CDI injects here is a proxy, which is
  private final HttpServletRequest request;

  /**
   * With the request that is being served.
   *
   * @param request CDI's stand-in for whatever request the calling thread serves
   */
  @Inject
  public ServletSecurityContext(HttpServletRequest request) {
    this.request = request;
  }

  /** Does not create the objects that Soteria would use. */
  @Override
  public void init() {}

  /** The caller, or null where there is none. */
  @Override
  public @Nullable Principal getCallerPrincipal() {
    return request.getUserPrincipal();
  }

  /** The caller, if of that type: on Tomcat a subject holds no other principal. */
  @Override
  public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
    Principal caller = request.getUserPrincipal();
    return type.isInstance(caller) ? Set.of(type.cast(caller)) : Set.of();
  }

  @Override
  public boolean isCallerInRole(String role) {
    return request.isUserInRole(role);
  }

  /**
   * Not supported: Tomcat does not say what its constraints would decide.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public boolean hasAccessToWebResource(String resource, String... methods) {
    throw new UnsupportedOperationException("Tomcat cannot be asked for access to a resource");
  }

  /**
   * Not supported.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Set<String> getAllDeclaredCallerRoles() {
    throw new UnsupportedOperationException("Tomcat cannot be asked for the declared roles");
  }
}
