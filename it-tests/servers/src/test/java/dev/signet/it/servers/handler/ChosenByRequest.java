package dev.signet.it.servers.handler;

import dev.signet.mechanism.JwtAuthenticationMechanism;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismHandler;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token is Signet's, a path is that of machines, and the rest is for people. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ChosenByRequest implements HttpAuthenticationMechanismHandler {
  @Inject private @Nullable JwtAuthenticationMechanism tokens;
  @Inject @People private @Nullable HttpAuthenticationMechanism people;
  @Inject @Machines private @Nullable HttpAuthenticationMechanism machines;

  /** For CDI. */
  public ChosenByRequest() {}

  private HttpAuthenticationMechanism chosen(HttpServletRequest request) {
    if (request.getHeaders("jwt").hasMoreElements()) {
      return Objects.requireNonNull(tokens);
    }
    return Objects.requireNonNull(
        request.getServletPath().startsWith("/roleb/") ? machines : people);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    return request.getParameter("none") == null
        ? chosen(request).validateRequest(request, response, context)
        : context.doNothing();
  }

  @Override
  public AuthenticationStatus secureResponse(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    return chosen(request).secureResponse(request, response, context);
  }

  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    chosen(request).cleanSubject(request, response, context);
  }
}
