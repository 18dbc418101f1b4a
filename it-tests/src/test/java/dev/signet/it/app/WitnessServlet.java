package dev.signet.it.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells what the container says of the caller, a line for each fact, and counts how often it was
 * asked. {@code /open/calls} tells the count and is not counted; {@code ?authenticate} asks the
 * container to authenticate the caller first.
 */
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class WitnessServlet extends HttpServlet {
  private static final String[] NO_ROLES = {};

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.getParameter("authenticate") != null && !request.authenticate(response)) {
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    if (request.getRequestURI().endsWith("/calls")) {
      out.print(calls.get());
      return;
    }
    calls.incrementAndGet();
    Principal principal = request.getUserPrincipal();
    out.println("name: " + (principal == null ? "nobody" : principal.getName()));
    out.println("class: " + (principal == null ? "none" : principal.getClass().getName()));
    out.println("remoteUser: " + request.getRemoteUser());
    out.println("authType: " + request.getAuthType());
    if (principal != null) {
      out.println("realm: " + ask(principal, "realm"));
      out.println("groups: " + ask(principal, "groups"));
    }
    String[] roles = request.getParameterValues("role");
    for (String role : roles == null ? NO_ROLES : roles) {
      out.println("in " + role + ": " + request.isUserInRole(role));
    }
  }

  /** The application cannot see the class of the principal, only call what is public in it. */
  private static String ask(Principal principal, String method) {
    try {
      return String.valueOf(principal.getClass().getMethod(method).invoke(principal));
    } catch (ReflectiveOperationException e) {
      return e.getClass().getSimpleName();
    }
  }
}
