package dev.signet.session;

import dev.signet.rehearsal.Rehearsal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the login into a session at the moment the session is made, before a cookie with its id
 * can reach a client. The login follows from the thread. Where the thread serves no request that
 * Signet knows of, nothing is written, and the session's login is unknown until its request is
 * complete: such a session does not count as one from before any login, which would be given to the
 * next user. A server that is ending a session may have removed the login already; then it is
 * unknown as well. In an application that is only rehearsed nothing is written.
 */
final class NewSessions implements HttpSessionListener, ServletRequestListener {
  /** In the session: the login it belongs to, or {@link #NOBODY}. */
  static final String LOGIN = "dev.signet.login";

  /** In place of a login: the request has none. */
  static final String NOBODY = "";

  /** The login whose request the thread serves; null where Signet knows of no request. */
  private static final ThreadLocal<@Nullable String> SERVED = new ThreadLocal<>();

  /** A part of a request. */
  @FunctionalInterface
  interface Part {
    void run() throws IOException, ServletException;
  }

  /**
   * Runs a part of a request with that login. Afterwards the thread serves what it served before,
   * or none after the first dispatch: the server's threads serve parts of other requests, too.
   */
  static void run(String login, DispatcherType type, Part part)
      throws IOException, ServletException {
    String before = SERVED.get();
    SERVED.set(login);
    try {
      part.run();
    } finally {
      if (before == null || type == DispatcherType.REQUEST) {
        SERVED.remove();
      } else {
        SERVED.set(before);
      }
    }
  }

  /** Until the filter knows the login: a form of the application may need a session before. */
  @Override
  public void requestInitialized(ServletRequestEvent event) {
    SERVED.set(NOBODY);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    SERVED.remove();
    // Liberty calls this after each part of an asynchronous request
    if (event.getServletRequest() instanceof HttpServletRequest request
        && !request.isAsyncStarted()) {
      KeptTokens.forget(request);
    }
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    String login = SERVED.get();
    if (login != null && !Rehearsal.isOf(event.getSession().getServletContext())) {
      event.getSession().setAttribute(LOGIN, login);
    }
  }
}
