package dev.signet.it.servers.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lets something else touch the session: {@code to} says what. See {@link Note}. */
@WebServlet(urlPatterns = "/any/handed-on", asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class HandedOnServlet extends HttpServlet {
  private static final long TIMEOUT_MILLIS = 10_000;

  /** Until the thread that began the request has long let go of it. */
  private static final long LATE_MILLIS = 100;

  private static final String PAGE = "/open/note";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getParameter("to")) {
      case "forward" -> request.getRequestDispatcher(PAGE).forward(request, response);
      case "include" -> request.getRequestDispatcher(PAGE).include(request, response);
      case "dispatch" -> begin(request).dispatch(PAGE);
      case "late-dispatch" -> {
        AsyncContext async = begin(request);
        start(LATE_MILLIS, () -> async.dispatch(PAGE));
      }
      case "container" -> {
        AsyncContext async = begin(request);
        String put = request.getParameter("put");
        async.start(() -> answer(async, put));
      }
      case "thread" -> answerFromThread(request, 0);
      case "late-thread" -> answerFromThread(request, LATE_MILLIS);
      default -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static AsyncContext begin(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(TIMEOUT_MILLIS);
    return async;
  }

  private static void answerFromThread(HttpServletRequest request, long millis) {
    AsyncContext async = begin(request);
    String put = request.getParameter("put");
    start(millis, () -> answer(async, put));
  }

  private static void start(long millis, Runnable work) {
    new Thread(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                return;
              }
              work.run();
            })
        .start();
  }

  private static void answer(AsyncContext async, @Nullable String put) {
    try {
      String[] note = Note.of((HttpServletRequest) async.getRequest(), put);
      Text.write(async.getResponse(), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
