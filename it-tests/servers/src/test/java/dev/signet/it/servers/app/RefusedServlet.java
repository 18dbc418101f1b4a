package dev.signet.it.servers.app;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The application's own error page. It shows the session as well, see {@link Note}, and with {@code
 * basket} what CDI's session holds; with {@code role} whether the caller has it.
 */
@WebServlet("/refused")
@SuppressWarnings("serial") // no servlet is ever written to disk
public class RefusedServlet extends HttpServlet {
  /** Null where the server has no CDI. */
  @Inject private @Nullable Basket basket;

  /** For the container. */
  public RefusedServlet() {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String found = basket == null || request.getParameter("basket") == null ? null : basket.note();
    String[] note = Note.of(request);
    Text.write(
        response,
        "error page: " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
        "name: " + request.getRemoteUser(),
        "basket: " + found);
    Text.write(response, note);
    String role = request.getParameter("role");
    if (role != null) {
      Text.write(response, "in " + role + ": " + request.isUserInRole(role));
    }
  }
}
