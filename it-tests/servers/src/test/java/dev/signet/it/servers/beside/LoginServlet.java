package dev.signet.it.servers.beside;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Logs a user of the server's own in by {@code request.login()}, and tells who the caller is. */
@WebServlet("/open/login")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class LoginServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String login = "done";
    try {
      request.login(request.getParameter("user"), request.getParameter("password"));
    } catch (ServletException e) {
      login = "refused";
    }
    response.getWriter().println("login: " + login);
    response.getWriter().println("name: " + request.getRemoteUser());
  }
}
