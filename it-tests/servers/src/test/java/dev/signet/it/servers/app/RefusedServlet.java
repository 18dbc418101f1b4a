package dev.signet.it.servers.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own error page. */
@WebServlet("/refused")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class RefusedServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Text.write(
        response,
        "error page: " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
        "name: " + request.getRemoteUser());
  }
}
