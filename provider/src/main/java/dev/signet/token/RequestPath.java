package dev.signet.token;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The path of a request as the container dispatches it, independent of its spelling. The context
 * root is that of the application: the request has it as the client wrote it, with escapes, path
 * parameters and dot segments.
 */
final class RequestPath {
  /** An empty or dot segment: a container that did not remove it may still resolve it. */
  private static final Pattern NOT_NORMAL = Pattern.compile("//|/\\.\\.?(?:/|$)|\\\\|\\p{Cntrl}");

  private RequestPath() {}

  /**
   * The context root, and the decoded rest without path parameters.
   *
   * @return one path; empty where it is not normalized, because its target is then unknown
   */
  static List<String> path(HttpServletRequest request) {
    String path =
        contextRoot(request)
            + Objects.toString(request.getServletPath(), "")
            + Objects.toString(request.getPathInfo(), "");
    return NOT_NORMAL.matcher(path).find() ? List.of() : List.of(path);
  }

  /** Scheme, host and port in lower case (RFC 9110 section 4.2.3), and the path. */
  static List<String> url(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    int authority = url.indexOf("://") + 3;
    int path = url.indexOf('/', authority);
    String origin = (path < 0 ? url : url.substring(0, path)).toLowerCase(Locale.ROOT);
    return path(request).stream().map(origin::concat).toList();
  }

  /** Empty, or with a slash before it; the same for all versions of an application. */
  static String contextRoot(HttpServletRequest request) {
    ServletContext application = request.getServletContext();
    return Objects.toString(
        application == null ? request.getContextPath() : application.getContextPath(), "");
  }

  /**
   * The host that was asked for, with its port where that is not the scheme's. HTTP/2 has it in
   * {@code :authority}, which some containers do not show as a header.
   */
  static List<String> host(HttpServletRequest request) {
    List<String> headers = RequestFields.headers(request, "Host");
    if (!headers.isEmpty()) {
      return headers.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
    String name = request.getServerName();
    if (name == null) {
      return List.of();
    }
    int port = request.getServerPort();
    boolean isUsual = port == (request.isSecure() ? 443 : 80);
    return List.of(name.toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + port));
  }
}
