package dev.signet.junction;

import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The cookie that holds a login's id: out of reach of scripts and of other sites' requests. */
final class SessionCookie {
  static final String NAME = "SIGNET-JUNCTION";

  private SessionCookie() {}

  static Optional<String> in(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  static void put(Request request, Response response, String id) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, cookie(request, id, ""));
  }

  static void remove(Request request, Response response) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, cookie(request, "", "; Max-Age=0"));
  }

  private static String cookie(Request request, String value, String more) {
    String secure = request.isSecure() ? "; Secure" : "";
    return NAME + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + secure + more;
  }
}
