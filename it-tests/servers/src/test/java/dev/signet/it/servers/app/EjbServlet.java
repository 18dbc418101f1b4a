package dev.signet.it.servers.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Calls the bean, where there are beans: it is looked up, so that any server can load this class.
 */
@WebServlet("/any/ejb")
@SuppressWarnings({
  "serial", // no servlet is ever written to disk
  "BanJNDI" // the name is ours
})
public final class EjbServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Guarded bean = (Guarded) new InitialContext().lookup("java:module/GuardedBean");
      Text.write(
          response,
          "caller: " + bean.caller(),
          "only RoleA: " + outcome(bean::onlyRoleA),
          "only RoleB: " + outcome(bean::onlyRoleB));
    } catch (NamingException e) {
      Text.write(response, "no beans here");
    }
  }

  private static String outcome(Supplier<String> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }
}
