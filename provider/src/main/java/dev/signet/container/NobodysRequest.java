package dev.signet.container;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A refused request, on its way to the application's error page. Tomcat takes the caller of a
 * session into each request that has its cookie, and hears of "nobody" only where a request is let
 * in. To take them out of the session as well, by {@code logout()}, would give the session another
 * id: its user would lose it who sends several requests at once.
 */
final class NobodysRequest extends HttpServletRequestWrapper {
  private NobodysRequest(HttpServletRequest request) {
    super(request);
  }

  /** The request itself where the server knows that nobody is its caller. */
  static HttpServletRequest of(HttpServletRequest request) {
    return request.getUserPrincipal() == null ? request : new NobodysRequest(request);
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return null;
  }

  @Override
  public @Nullable String getAuthType() {
    return null;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }
}
