package dev.signet.it.mechanism;

import dev.signet.JwtPrincipal;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what Jakarta Security says of the caller, a line for each fact. */
@WebServlet("/context/*")
@SuppressWarnings("serial") // no servlet is ever written to disk
public class ContextServlet extends HttpServlet {
  private static final String[] NO_ROLES = {};

  @Inject private @Nullable SecurityContext security;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityContext context = java.util.Objects.requireNonNull(security);
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    Principal caller = context.getCallerPrincipal();
    out.println("caller: " + (caller == null ? "nobody" : caller.getName()));
    Set<JwtPrincipal> principals = context.getPrincipalsByType(JwtPrincipal.class);
    out.println("principals: " + (principals == null ? "none" : principals.size()));
    for (JwtPrincipal principal : principals == null ? Set.<JwtPrincipal>of() : principals) {
      out.println("realm: " + principal.realm());
      out.println("sess: " + principal.stringClaim("sess").orElse("none"));
    }
    String[] roles = request.getParameterValues("role");
    for (String role : roles == null ? NO_ROLES : roles) {
      out.println("in " + role + ": " + context.isCallerInRole(role));
    }
  }
}
