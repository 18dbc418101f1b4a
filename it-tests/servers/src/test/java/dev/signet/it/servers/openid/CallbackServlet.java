package dev.signet.it.servers.openid;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where the issuer sends the browser back to. */
@WebServlet("/open/callback")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class CallbackServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().println("name: " + request.getRemoteUser());
  }
}
