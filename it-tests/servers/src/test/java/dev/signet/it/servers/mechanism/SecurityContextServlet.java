package dev.signet.it.servers.mechanism;

import dev.signet.JwtPrincipal;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what Jakarta Security says of the caller. */
@WebServlet("/open/security")
@SuppressWarnings("serial") // no servlet is ever written to disk
public class SecurityContextServlet extends HttpServlet {
  @Inject private @Nullable SecurityContext injected;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityContext security = Objects.requireNonNull(injected);
    Principal caller = security.getCallerPrincipal();
    response
        .getWriter()
        .printf(
            "caller: %s; tokens: %d; in RoleA: %s; in RoleB: %s; in stored: %s%n",
            caller == null ? "nobody" : caller.getName(),
            security.getPrincipalsByType(JwtPrincipal.class).size(),
            security.isCallerInRole("RoleA"),
            security.isCallerInRole("RoleB"),
            security.isCallerInRole("stored"));
  }
}
