package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import jakarta.security.auth.message.AuthException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** A login of the server's own, which some servers prefer to the token's. */
final class OtherLogin {
  private OtherLogin() {}

  /** Whether the request has one of another user. */
  static boolean isIn(HttpServletRequest request, Authenticated caller) {
    Principal before = request.getUserPrincipal();
    return request.getDispatcherType() == DispatcherType.REQUEST
        && before != null
        && !caller.names().aliases().contains(before.getName());
  }

  /** Ends it, so that the next request is the token's. */
  static void end(HttpServletRequest request) throws AuthException {
    try {
      request.logout();
    } catch (ServletException e) {
      throw new AuthException("the other login could not be ended", e);
    }
  }
}
