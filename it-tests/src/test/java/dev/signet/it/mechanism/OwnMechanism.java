package dev.signet.it.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** A login of the application's own: whoever says so is a guest. */
@ApplicationScoped
public class OwnMechanism implements HttpAuthenticationMechanism {
  /** For CDI. */
  public OwnMechanism() {}

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return request.getParameter("guest") == null
        ? context.doNothing()
        : context.notifyContainerAboutLogin("guest", Set.of());
  }
}
