package dev.signet.dumper.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Shows that the caller is still known when a request changes threads: it goes to another thread,
 * comes back by a dispatch, and is answered from another thread again.
 */
@WebServlet(urlPatterns = "/async", asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class AsyncServlet extends HttpServlet {
  private static final String BEFORE = AsyncServlet.class.getName() + ".before";
  private static final String OTHER_THREAD = AsyncServlet.class.getName() + ".otherThread";
  private static final long TIMEOUT_MILLIS = 10_000;

  /** The caller's name at each step. */
  public record Names(
      @Nullable String before, @Nullable String otherThread, @Nullable String afterDispatch) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    String name = CallerName.of(request);
    boolean isBack = request.getDispatcherType() == DispatcherType.ASYNC;
    AsyncContext async = request.startAsync();
    async.setTimeout(TIMEOUT_MILLIS);
    if (isBack) {
      async.start(() -> answer(async, name));
    } else {
      request.setAttribute(BEFORE, name);
      async.start(() -> comeBack(async));
    }
  }

  private static void comeBack(AsyncContext async) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    request.setAttribute(OTHER_THREAD, CallerName.of(request));
    async.dispatch("/async");
  }

  private static void answer(AsyncContext async, @Nullable String afterDispatch) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    Names names =
        new Names(
            (String) request.getAttribute(BEFORE),
            (String) request.getAttribute(OTHER_THREAD),
            afterDispatch);
    try {
      JsonAnswer.write((HttpServletResponse) async.getResponse(), names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
