package dev.signet.rehearsal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Signet asks of a request, read while the request is there: the container uses the request
 * object again for another one. Nothing that is read changes the request.
 *
 * @param method the HTTP method
 * @param peer the address of the connection
 * @param url the URL without the query
 * @param host the server's name and port, and whether the connection is secure
 * @param path the context root of the application, the servlet path and the path info
 * @param headers by their name in lower case
 * @param cookies copies
 * @param certificates the client's, as the container has verified them
 */
record CapturedRequest(
    String method,
    String peer,
    String url,
    Host host,
    Path path,
    Map<String, List<String>> headers,
    List<Cookie> cookies,
    List<X509Certificate> certificates) {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  record Host(@Nullable String name, int port, boolean isSecure) {}

  record Path(String contextRoot, String servletPath, @Nullable String pathInfo) {}

  static CapturedRequest of(HttpServletRequest request) {
    return new CapturedRequest(
        text(request.getMethod()),
        text(request.getRemoteAddr()),
        request.getRequestURL().toString(),
        new Host(request.getServerName(), request.getServerPort(), request.isSecure()),
        new Path(contextRoot(request), text(request.getServletPath()), request.getPathInfo()),
        headers(request),
        cookies(request),
        certificates(request));
  }

  private static String text(@Nullable String value) {
    return Objects.toString(value, "");
  }

  private static String contextRoot(HttpServletRequest request) {
    ServletContext application = request.getServletContext();
    return text(application == null ? request.getContextPath() : application.getContextPath());
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    Enumeration<String> names = request.getHeaderNames();
    while (names != null && names.hasMoreElements()) {
      String name = names.nextElement();
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static List<Cookie> cookies(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? List.of()
        : Stream.of(cookies).map(each -> (Cookie) each.clone()).toList();
  }

  private static List<X509Certificate> certificates(HttpServletRequest request) {
    return request.isSecure()
            && request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
        ? List.of(chain)
        : List.of();
  }

  /** How much memory it takes, at least, in characters. */
  int size() {
    return url.length()
        + headers.values().stream().flatMap(List::stream).mapToInt(String::length).sum()
        + cookies.stream().mapToInt(each -> text(each.getValue()).length()).sum();
  }

  /** For the line from a request to the caller. Attributes that are set are its own. */
  HttpServletRequest asRequest() {
    Map<String, Object> attributes = new HashMap<>();
    if (!certificates.isEmpty()) {
      attributes.put(CERTIFICATES, certificates.toArray(X509Certificate[]::new));
    }
    InvocationHandler answers = (proxy, asked, arguments) -> answer(asked, arguments, attributes);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            answers);
  }

  @SuppressWarnings("JdkObsolete") // the type that the Servlet API has
  private @Nullable Object answer(
      Method asked, Object @Nullable [] arguments, Map<String, Object> attributes) {
    String first = arguments == null ? "" : String.valueOf(arguments[0]);
    return switch (asked.getName()) {
      case "getMethod" -> method;
      case "getRemoteAddr" -> peer;
      case "getRequestURL" -> new StringBuffer(url);
      case "getServerName" -> host.name();
      case "getServerPort" -> host.port();
      case "isSecure" -> host.isSecure();
      case "getContextPath" -> path.contextRoot();
      case "getServletPath" -> path.servletPath();
      case "getPathInfo" -> path.pathInfo();
      case "getHeaders" -> Collections.enumeration(values(first));
      case "getHeader" -> values(first).stream().findFirst().orElse(null);
      case "getHeaderNames" -> Collections.enumeration(headers.keySet());
      case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
      case "getDispatcherType" -> DispatcherType.REQUEST;
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> attributes.put(first, Objects.requireNonNull(arguments)[1]);
      case "getServletContext", "getUserPrincipal" -> null;
      default -> throw new UnsupportedOperationException(asked.getName());
    };
  }

  private List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Nothing of the request. */
  @Override
  public String toString() {
    return "CapturedRequest";
  }
}
