package dev.signet.jetty;

import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The security handler of an application of {@code ee11} whose requests go through its Jakarta
 * Authentication module. An application that has none answers 500 to everything.
 */
public final class Ee11SecurityHandler extends ConstraintSecurityHandler {

  /** Ready for {@code WebAppContext.setSecurityHandler}. */
  public Ee11SecurityHandler() {
    setAuthenticator(new JakartaAuthenticator(Ee11SecurityHandler::messagesOf));
  }

  private static Messages messagesOf(Request request, Response response) {
    if (request instanceof ServletCoreRequest inside
        && response instanceof ServletCoreResponse answer) {
      return Messages.inside(inside.getServletRequest(), answer.getServletResponse());
    }
    var servlet = Request.as(request, ServletContextRequest.class);
    return Messages.before(
        servlet.getServletApiRequest(),
        servlet.getServletContextResponse().getServletApiResponse());
  }

  /** Jetty's own decision, kept for the module: an authenticator does not get it. */
  @Override
  protected @Nullable Constraint getConstraint(String pathInContext, Request request) {
    return Protection.keep(request, super.getConstraint(pathInContext, request));
  }
}
