package dev.signet.it.servers.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A note in the HTTP session. {@code put=text} writes it, {@code look} begins a session where there
 * is none, as each JSP does.
 */
final class Note {
  private static final String NAME = "note";

  private Note() {}

  /** Does what the request asks for, and shows the session. */
  static String[] of(HttpServletRequest request) {
    return of(request, request.getParameter("put"));
  }

  /** The same with a text that was read before. */
  static String[] of(HttpServletRequest request, @Nullable String put) {
    HttpSession session = request.getSession(put != null || request.getParameter("look") != null);
    if (put != null) {
      session.setAttribute(NAME, put);
    }
    return session == null
        ? new String[] {"session: none", "note: null"}
        : new String[] {"session: " + session.getId(), "note: " + session.getAttribute(NAME)};
  }
}
