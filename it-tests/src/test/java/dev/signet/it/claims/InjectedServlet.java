package dev.signet.it.claims;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.NullUnmarked;

/** Shows what is injected; {@code one} needs a caller, {@code many} none. */
@NullUnmarked
@WebServlet({"/any/one", "/open/many", "/open/principal"})
@SuppressWarnings("serial") // no servlet is ever written to disk
public class InjectedServlet extends HttpServlet {
  @Inject private OfOneRequest one;
  @Inject private OfManyRequests many;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/any/one" -> response.getWriter().println(String.join("\n", one.forms()));
      case "/open/many" -> response.getWriter().println(String.join("\n", many.forms()));
      default -> response.getWriter().println(request.getUserPrincipal() instanceof JsonWebToken);
    }
  }
}
