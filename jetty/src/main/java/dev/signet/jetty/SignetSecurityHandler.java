package dev.signet.jetty;

import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The security handler of an application whose requests go through its Jakarta Authentication
 * module. An application that has none answers 500 to everything.
 */
public final class SignetSecurityHandler extends ConstraintSecurityHandler {
  private static final String PROTECTED = SignetSecurityHandler.class.getName() + ".protected";

  /** Ready for {@code WebAppContext.setSecurityHandler}. */
  public SignetSecurityHandler() {
    setAuthenticator(new JakartaAuthenticator());
  }

  /** Jetty's own decision, kept for the module: an authenticator does not get it. */
  @Override
  protected @Nullable Constraint getConstraint(String pathInContext, Request request) {
    Constraint constraint = super.getConstraint(pathInContext, request);
    boolean isProtected = constraint != null && isProtected(constraint.getAuthorization());
    request.setAttribute(PROTECTED, isProtected);
    return constraint;
  }

  static boolean isProtected(Constraint.Authorization authorization) {
    return switch (authorization) {
      case ALLOWED, INHERIT -> false;
      case FORBIDDEN, ANY_USER, KNOWN_ROLE, SPECIFIC_ROLE -> true;
    };
  }

  /** True also where nothing is known. */
  static boolean isProtected(Request request) {
    return !Boolean.FALSE.equals(request.getAttribute(PROTECTED));
  }
}
