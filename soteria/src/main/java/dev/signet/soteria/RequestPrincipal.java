package dev.signet.soteria;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Principal} that an application injects. A Jakarta EE server has a bean for it, and
 * Tomcat has none. It looks the caller up with each call, so a bean that outlives a request may
 * hold it. Works only while a request is served.
 */
@Dependent
@Typed(Principal.class)
public class RequestPrincipal implements Principal, Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what CDI injects here is a proxy, which is
  private final HttpServletRequest request;

  /**
   * With the request that is being served.
   *
   * @param request CDI's stand-in for whatever request the calling thread serves
   */
  @Inject
  public RequestPrincipal(HttpServletRequest request) {
    this.request = request;
  }

  /** The caller's name, or null where there is no caller. */
  @Override
  public @Nullable String getName() {
    Principal caller = request.getUserPrincipal();
    return caller == null ? null : caller.getName();
  }

  /** The caller's name. */
  @Override
  public String toString() {
    return String.valueOf(getName());
  }
}
