package dev.signet.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A refused request, on its way to the application's error page. Tomcat takes the caller of a
 * session into each request that has its cookie, and takes "nobody" for an answer only where a
 * request is let in. To remove the caller from the session, by {@code logout()}, would give the
 * session another id: a user who sends several requests at once would lose it.
 */
final class NobodysRequest extends HttpServletRequestWrapper {
  private NobodysRequest(HttpServletRequest request) {
    super(request);
  }

  /** The request itself where it has no caller anyway. */
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
