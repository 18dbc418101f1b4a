package dev.signet.jetty;

import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Whether Jetty protects what a request asks for. */
final class Protection {
  private static final String PROTECTED = Protection.class.getName();

  private Protection() {}

  /** Has the request know what Jetty has decided, and hands that on. */
  static @Nullable Constraint keep(Request request, @Nullable Constraint constraint) {
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
