package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Binds a session to its login in the moment it is made, before a cookie with its id can get
 * anywhere. Whose it is follows from the thread. Where that serves no request that Signet knows of,
 * the session is {@link #UNKNOWN} until its request is complete: it must not pass for one from
 * before any login, and so be the next user's.
 */
final class NewSessions implements HttpSessionListener, ServletRequestListener {
  /**
   * In the session, from its begin to its end: the login it belongs to. Servers take attributes out
   * of a session that ends one by one while other requests still read it: a session without this
   * one is ending, and never one from before any login.
   */
  static final String LOGIN = "dev.signet.login";

  /** In place of a login: it may be anybody's. No digest looks like this. */
  static final String UNKNOWN = "unknown";

  /** In place of a login: the request has none, so the session is from before any login. */
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
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    String login = SERVED.get();
    event.getSession().setAttribute(LOGIN, login == null ? UNKNOWN : login);
  }
}
