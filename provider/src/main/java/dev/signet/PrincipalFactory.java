package dev.signet;

/**
 * Makes the principal that an application sees of its callers, for a library that gives them the
 * methods of another API. It is found as a service ({@link java.util.ServiceLoader}) when an
 * application starts: first by the application's class loader, then by Signet's own. Without one
 * callers stay as they are. Implementations keep nothing of a request; thread-safe.
 */
@FunctionalInterface
public interface PrincipalFactory {

  /**
   * The principal of a caller. It is made for each request.
   *
   * @param caller a caller whose token is good
   * @return the same caller, as another class
   */
  JwtPrincipal principal(JwtPrincipal caller);
}
