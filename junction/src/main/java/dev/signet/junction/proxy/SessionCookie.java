package dev.signet.junction.proxy;

import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The cookie that holds a login's id: out of reach of scripts and of other sites' requests. */
public final class SessionCookie {
  public static final String NAME = "SIGNET-JUNCTION";

  private SessionCookie() {}

  public static Optional<String> in(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  public static void put(Request request, Response response, String id) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, cookie(request, id, ""));
  }

  public static void remove(Request request, Response response) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, cookie(request, "", "; Max-Age=0"));
  }

  private static String cookie(Request request, String value, String more) {
    String secure = request.isSecure() ? "; Secure" : "";
    return NAME + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + secure + more;
  }
}
