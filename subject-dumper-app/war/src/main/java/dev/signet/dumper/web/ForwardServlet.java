package dev.signet.dumper.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows that the caller is still known behind a forward. */
@WebServlet("/forward")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class ForwardServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/whoami.jsp").forward(request, response);
  }
}
