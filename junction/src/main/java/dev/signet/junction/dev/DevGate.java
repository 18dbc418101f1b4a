package dev.signet.junction.dev;

import dev.signet.junction.proxy.SameOrigin;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Which requests get through. Every request has a user, without a cookie too, so a page of another
 * site could use it from the developer's browser: by another host name that leads to this machine
 * (DNS rebinding), by a form, a script or a WebSocket, from another port of this machine as well.
 */
final class DevGate {
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private DevGate() {}

  /** Why a request is refused, in words; empty where it gets through. */
  static Optional<String> refusal(Request request) {
    String host = String.valueOf(Request.getServerName(request)).toLowerCase(Locale.ROOT);
    if (!NAMES.contains(host) || Request.getServerPort(request) != Request.getLocalPort(request)) {
      return Optional.of("This proxy has the names 127.0.0.1 and localhost, and its own port.");
    }
    return SameOrigin.isOf(request) || isTyped(request) || isFollowedLink(request)
        ? Optional.empty()
        : Optional.of("A page of another site or port made this request.");
  }

  /** An address that a person typed, or a bookmark. */
  private static boolean isTyped(Request request) {
    return hasNoOrigin(request) && "none".equals(fetch(request, "Site"));
  }

  /** A link in another site's page that was followed, not a frame or a script in it. */
  private static boolean isFollowedLink(Request request) {
    return hasNoOrigin(request)
        && SAFE.contains(request.getMethod())
        && "navigate".equals(fetch(request, "Mode"))
        && "document".equals(fetch(request, "Dest"));
  }

  private static boolean hasNoOrigin(Request request) {
    return !request.getHeaders().contains(HttpHeader.ORIGIN);
  }

  private static String fetch(Request request, String what) {
    return String.valueOf(request.getHeaders().get("Sec-Fetch-" + what));
  }
}
