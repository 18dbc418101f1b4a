package dev.signet.it.servers.beside;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Calls {@code request.authenticate()}, where and after what the parameter {@code when} says, and
 * tells who the caller is then. A page that gets {@code false} writes nothing.
 */
@WebServlet(urlPatterns = "/open/authenticate", asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class AuthenticateServlet extends HttpServlet {
  private static final String ITSELF = "/open/authenticate?when=now";
  private static final long TIMEOUT_MILLIS = 10_000;

  /** Its error page, see the test's descriptor, is this servlet. */
  public static final int STATUS = 409;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getParameter("when")) {
      case "forward" -> request.getRequestDispatcher(ITSELF).forward(request, response);
      case "include" -> request.getRequestDispatcher(ITSELF).include(request, response);
      case "async dispatch" -> begin(request).dispatch(ITSELF);
      case "async thread" -> {
        AsyncContext async = begin(request);
        async.start(() -> answer(async));
      }
      case "error page" -> {
        // the page has the query of the request that it answers
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
          response.sendError(STATUS);
        } else {
          answer(request, response);
        }
      }
      case "after logout" -> {
        request.logout();
        answer(request, response);
      }
      case "after a refused login" -> {
        try {
          request.login("nobody of the server", "");
        } catch (ServletException e) {
          answer(request, response);
        }
      }
      default -> answer(request, response);
    }
  }

  private static AsyncContext begin(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(TIMEOUT_MILLIS);
    return async;
  }

  private static void answer(AsyncContext async) {
    try {
      answer((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (request.authenticate(response)) {
        response.getWriter().println("name: " + request.getRemoteUser());
      }
    } catch (ServletException e) {
      response.getWriter().println("name: nobody, an exception");
    }
  }
}
