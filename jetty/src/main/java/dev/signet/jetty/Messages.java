package dev.signet.jetty;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request of Jetty's and its response, as the servlets of the application's environment.
 *
 * @param request as the module gets it
 * @param response as the module's answer is sent
 * @param isInside whether a servlet or filter of the application asks, by {@code
 *     request.authenticate()}: the response can be sent from there, and a caller is needed
 */
record Messages(HttpServletRequest request, HttpServletResponse response, boolean isInside) {

  /** Of a request that has not reached the application. */
  static Messages before(HttpServletRequest request, HttpServletResponse response) {
    return new Messages(request, response, false);
  }

  /** Of a request that the application serves. */
  static Messages inside(HttpServletRequest request, HttpServletResponse response) {
    return new Messages(request, response, true);
  }
}
