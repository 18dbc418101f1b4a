package dev.signet.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with one header, from an address inside. It answers as cheaply as can be, so that what
 * is measured is not the request.
 */
final class HeaderRequest extends HttpServletRequestWrapper {
  private static final String NAME = "jwt";

  /** For the methods that are not called. */
  private static final HttpServletRequest REST =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              HeaderRequest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final String token;

  private HeaderRequest(String token) {
    super(REST);
    this.token = token;
  }

  static HttpServletRequest withJwt(String token) {
    return new HeaderRequest(token);
  }

  static List<HttpServletRequest> withEach(List<String> tokens) {
    return tokens.stream().map(HeaderRequest::withJwt).toList();
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(NAME) ? token : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(NAME)
        ? Collections.enumeration(List.of(token))
        : Collections.emptyEnumeration();
  }

  @Override
  public String getRemoteAddr() {
    return "10.1.0.2";
  }
}
