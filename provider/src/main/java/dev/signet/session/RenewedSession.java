package dev.signet.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a session from before any login another id, and keeps what it holds. Liberty's {@code
 * sessionCache} stores under the new id only what is set in the same request: the rest is gone for
 * the other servers, and for this one where another server has made the session. So everything is
 * read before and set again after.
 */
final class RenewedSession {
  private RenewedSession() {}

  /**
   * Changes the id. A value that another request has replaced meanwhile stays as that one set it.
   *
   * @throws IllegalStateException where the session has ended, or the response has begun
   */
  static void giveNewId(HttpSession session, HttpServletRequest request) {
    Map<String, Object> held = new HashMap<>();
    for (String name : Collections.list(session.getAttributeNames())) {
      Object value = session.getAttribute(name);
      if (value != null) {
        held.put(name, value);
      }
    }
    var unused = request.changeSessionId();
    held.forEach((name, value) -> setAgain(session, name, value));
  }

  private static void setAgain(HttpSession session, String name, Object value) {
    Object now = session.getAttribute(name);
    if (now == null || now.equals(value)) {
      session.setAttribute(name, value);
    }
  }
}
