package dev.signet.dumper.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Logs the caller out, for the rest of this request. */
@WebServlet("/logout")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class LogoutServlet extends HttpServlet {

  /** The caller's name on both sides of the logout. */
  public record Names(@Nullable String before, @Nullable String after) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String before = CallerName.of(request);
    request.logout();
    JsonAnswer.write(response, new Names(before, CallerName.of(request)));
  }
}
