package dev.signet.it.servers.beside;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Protected, but for the question that a browser asks before a request to another origin. */
@WebServlet("/preflight")
@ServletSecurity(
    value = @HttpConstraint(rolesAllowed = "RoleA"),
    httpMethodConstraints =
        @HttpMethodConstraint(value = "OPTIONS", emptyRoleSemantic = EmptyRoleSemantic.PERMIT))
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class PreflightServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().println("name: " + request.getRemoteUser());
  }
}
