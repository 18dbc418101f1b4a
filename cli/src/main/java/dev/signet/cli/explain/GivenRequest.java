package dev.signet.cli.explain;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the options of the command describe it. It answers what Signet asks of a request,
 * and nothing else.
 *
 * @param from the address of the peer
 * @param host the host and, behind a colon, the port; without a port 443
 * @param contextRoot the context root of the application; empty for the root
 * @param path the path within the server, with the context root
 * @param headers by their name in lower case
 * @param certificate the client's, where the server has one
 */
record GivenRequest(
    String from,
    String host,
    String contextRoot,
    String path,
    Map<String, List<String>> headers,
    Optional<X509Certificate> certificate) {
  /** Jakarta Servlet 6.0 section 3.10. */
  private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

  private static final int HTTPS = 443;

  GivenRequest {
    Map<String, List<String>> copy = new TreeMap<>();
    headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }

  /** The same request with one more header. */
  GivenRequest with(String name, String value) {
    Map<String, List<String>> more = new HashMap<>(headers);
    more.merge(
        name.toLowerCase(Locale.ROOT),
        List.of(value),
        (before, added) -> {
          List<String> both = new ArrayList<>(before);
          both.addAll(added);
          return both;
        });
    return new GivenRequest(from, host, contextRoot, path, more, certificate);
  }

  /** For the line from a request to the caller. */
  HttpServletRequest asRequest() {
    Map<String, Object> attributes = new HashMap<>();
    certificate.ifPresent(own -> attributes.put(CERTIFICATE, new X509Certificate[] {own}));
    InvocationHandler answers = (proxy, method, arguments) -> answer(method, arguments, attributes);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            GivenRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            answers);
  }

  @SuppressWarnings("JdkObsolete") // the type that the Servlet API has
  private @Nullable Object answer(
      Method method, Object @Nullable [] arguments, Map<String, Object> attributes) {
    String first = arguments == null ? "" : String.valueOf(arguments[0]);
    return switch (method.getName()) {
      case "getHeaders" -> Collections.enumeration(values(first));
      case "getHeader" -> values(first).stream().findFirst().orElse(null);
      case "getHeaderNames" -> Collections.enumeration(headers.keySet());
      case "getCookies" -> cookies();
      case "getRemoteAddr" -> from;
      case "getMethod" -> "GET";
      case "getScheme" -> "https";
      case "isSecure" -> true;
      case "getServerName" -> host.replaceFirst(":\\d+$", "");
      case "getServerPort" -> port();
      case "getContextPath" -> contextRoot;
      case "getServletPath" -> path.substring(contextRoot.length());
      case "getRequestURI" -> path;
      case "getRequestURL" -> new StringBuffer("https://" + host + path);
      case "getDispatcherType" -> DispatcherType.REQUEST;
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> attributes.put(first, arguments == null ? "" : arguments[1]);
      case "getPathInfo", "getQueryString", "getServletContext", "getUserPrincipal" -> null;
      case "toString" -> "GivenRequest";
      case "hashCode" -> System.identityHashCode(attributes);
      case "equals" -> false;
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  /** The lines of a header; none where the request has not got it. */
  List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private int port() {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? HTTPS : Integer.parseInt(host.substring(colon + 1));
  }

  private Cookie @Nullable [] cookies() {
    List<Cookie> cookies = new ArrayList<>();
    for (String header : values("cookie")) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        Optional<String> name =
            equals > 0 ? Optional.of(pair.substring(0, equals).strip()) : Optional.empty();
        name.ifPresent(n -> cookies.add(new Cookie(n, pair.substring(equals + 1).strip())));
      }
    }
    return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
  }
}
