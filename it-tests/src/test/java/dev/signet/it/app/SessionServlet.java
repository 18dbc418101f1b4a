package dev.signet.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a note in the HTTP session: {@code ?put=text} writes it, every answer shows it. {@code
 * look} begins a session where there is none, as each JSP does; {@code in=thread} and {@code
 * in=dispatch} do it later.
 */
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class SessionServlet extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String put = request.getParameter("put");
    String later = request.getDispatcherType().name().equals("REQUEST") ? in(request) : "";
    switch (later) {
      case "dispatch" -> request.startAsync().dispatch();
      case "thread" -> {
        AsyncContext async = request.startAsync(request, response);
        String name = request.getRemoteUser();
        Executors.defaultThreadFactory().newThread(() -> finish(async, name, put)).start();
      }
      default -> answer(request, response, request.getRemoteUser(), put);
    }
  }

  private static String in(HttpServletRequest request) {
    String later = request.getParameter("in");
    return later == null ? "" : later;
  }

  private static void finish(AsyncContext async, @Nullable String name, @Nullable String put) {
    try {
      answer(
          (HttpServletRequest) async.getRequest(),
          (HttpServletResponse) async.getResponse(),
          name,
          put);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  private static void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable String name,
      @Nullable String put)
      throws IOException {
    if (put != null) {
      request.getSession().setAttribute("note", put);
    }
    HttpSession session = request.getSession(request.getParameter("look") != null);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println("name: " + name);
    response
        .getWriter()
        .println("note: " + (session == null ? "no session" : session.getAttribute("note")));
    if (request.getParameter("id") != null) {
      response.getWriter().println("id: " + (session == null ? "none" : session.getId()));
    }
  }
}
