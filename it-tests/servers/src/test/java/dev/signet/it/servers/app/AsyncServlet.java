package dev.signet.it.servers.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Answers after the request has been handed to the container's threads, with the caller known then.
 */
@WebServlet(urlPatterns = "/any/async", asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class AsyncServlet extends HttpServlet {
  private static final long TIMEOUT_MILLIS = 10_000;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    async.setTimeout(TIMEOUT_MILLIS);
    async.start(() -> answer(async));
  }

  private static void answer(AsyncContext async) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    try {
      Text.write(
          async.getResponse(),
          "name: " + request.getRemoteUser(),
          "in RoleA: " + request.isUserInRole("RoleA"),
          "in RoleB: " + request.isUserInRole("RoleB"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
