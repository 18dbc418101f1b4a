package dev.signet.dumper.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Calls the guarded bean for the caller: the bean's answer as plain text, or 403. */
@WebServlet({"/ejb/rolea", "/ejb/roleb"})
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class EjbServlet extends HttpServlet {
  @EJB
  @SuppressWarnings("NullAway.Init") // the container sets it
  private GuardedBean bean;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      String name =
          request.getServletPath().endsWith("/rolea") ? bean.onlyRoleA() : bean.onlyRoleB();
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().write(name);
    } catch (EJBAccessException e) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
