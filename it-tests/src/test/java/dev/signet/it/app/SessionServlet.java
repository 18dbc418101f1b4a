package dev.signet.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Keeps a note in the HTTP session: {@code ?put=text} writes it, every answer shows it. */
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class SessionServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String note = request.getParameter("put");
    if (note != null) {
      request.getSession().setAttribute("note", note);
    }
    HttpSession session = request.getSession(false);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println("name: " + request.getRemoteUser());
    response
        .getWriter()
        .println("note: " + (session == null ? "no session" : session.getAttribute("note")));
  }
}
