package dev.signet.it.app;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigFactory.RegistrationContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** Tells which applications the container knows a configuration provider for. */
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class RegistrationsServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    for (String id : factory.getRegistrationIDs(null)) {
      RegistrationContext registration = factory.getRegistrationContext(id);
      out.println(registration.getDescription() + ": " + registration.getAppContext());
    }
  }
}
