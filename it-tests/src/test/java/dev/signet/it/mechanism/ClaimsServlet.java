package dev.signet.it.mechanism;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.Claim;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** Tells the claims that CDI has injected. */
@WebServlet("/claims/*")
@NullUnmarked
@SuppressWarnings("serial") // no servlet is ever written to disk
public class ClaimsServlet extends HttpServlet {
  @Inject
  @Claim("sess")
  private Instance<Optional<String>> session;

  @Inject
  @Claim("groups")
  private Instance<List<String>> groups;

  @Inject private Instance<Optional<JwtPrincipal>> caller;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    out.println("caller: " + caller.get().map(JwtPrincipal::getName).orElse("nobody"));
    out.println("session: " + session.get().orElse("none"));
    if (request.getParameter("groups") != null) {
      out.println("groups: " + groups.get());
    }
  }
}
