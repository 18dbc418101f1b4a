package dev.signet.it.servers.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says who the caller is, logs him out, and says it again. */
@WebServlet("/any/logout")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class LogoutServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String before = request.getRemoteUser();
    request.logout();
    Text.write(
        response,
        "before: " + before,
        "after: " + request.getRemoteUser(),
        "principal after: " + request.getUserPrincipal(),
        "in RoleA after: " + request.isUserInRole("RoleA"));
  }
}
