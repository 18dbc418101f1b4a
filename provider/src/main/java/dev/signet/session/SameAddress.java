package dev.signet.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Has a client send its request once more, to the same address (RFC 9110 section 15.4.8). */
final class SameAddress {
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

  private SameAddress() {}

  /**
   * Only what no client minds to send twice: a client may leave it to its user whether a form is
   * sent again, or be unable to. A browser follows no redirect of a WebSocket's handshake (Fetch).
   */
  static boolean canBeAskedFor(HttpServletRequest request, HttpServletResponse response) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && REPEATABLE.contains(request.getMethod())
        && !response.isCommitted()
        && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  static void askFor(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
    response.setHeader("Cache-Control", "no-store");
    // by hand: sendRedirect may make it absolute, with the host that this server knows itself by
    response.setHeader("Location", reference(request));
  }

  /**
   * A reference that is resolved against what the client has asked for, whatever a proxy puts
   * before the path: the last segment, and the query. It begins with a dot and a slash, so it is
   * neither another host's nor another scheme's (RFC 3986 section 4.2).
   */
  private static String reference(HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    String segment = path.substring(path.lastIndexOf('/') + 1);
    return "./" + segment + (query == null ? "" : "?" + query);
  }
}
