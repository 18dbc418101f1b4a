package dev.signet.it.servers.app;

import dev.signet.JwtPrincipal;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads claims of the token as an application does it. */
@WebServlet("/any/claims")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class ClaimsServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getUserPrincipal() instanceof JwtPrincipal caller) {
      Text.write(
          response,
          "realm: " + caller.realm(),
          "sess: " + caller.stringClaim("sess").orElse("none"),
          "level: " + caller.numberClaim("level").map(Number::intValue).orElse(-1),
          "staff: " + caller.booleanClaim("staff").orElse(false),
          "groups: " + caller.groups());
    } else {
      Text.write(response, "no claims");
    }
  }
}
