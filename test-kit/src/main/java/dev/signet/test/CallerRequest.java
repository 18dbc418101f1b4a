package dev.signet.test;

import dev.signet.JwtPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that no server has received: with a token and nothing else, or with a caller. */
final class CallerRequest {
  private CallerRequest() {}

  /** A GET of {@code /} from this machine with one header. */
  @SuppressWarnings("JdkObsolete") // the API of jakarta.servlet
  static HttpServletRequest with(String header, String value) {
    return request(
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getHeaders" ->
                  Collections.enumeration(
                      header.equalsIgnoreCase(String.valueOf(arguments[0]))
                          ? List.of(value)
                          : List.of());
              case "getMethod" -> "GET";
              case "getRemoteAddr" -> "127.0.0.1";
              case "getServerName" -> "localhost";
              case "getServerPort" -> 80;
              case "isSecure" -> false;
              case "getRequestURL" -> new StringBuffer("http://localhost/");
              case "getRequestURI", "getServletPath" -> "/";
              case "getContextPath" -> "";
              case "getPathInfo",
                  "getCookies",
                  "getServletContext",
                  "getAttribute",
                  "setAttribute" ->
                  null;
              default -> ofObject(self, method.getName(), arguments);
            });
  }

  /** Has the caller that there is at the time of each call. */
  static HttpServletRequest of(Supplier<Optional<JwtPrincipal>> caller) {
    return request(
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getUserPrincipal" -> caller.get().orElse(null);
              case "getRemoteUser" -> caller.get().map(JwtPrincipal::getName).orElse(null);
              case "isUserInRole" ->
                  caller.get().filter(c -> c.groups().contains(arguments[0])).isPresent();
              default -> ofObject(self, method.getName(), arguments);
            });
  }

  private static HttpServletRequest request(InvocationHandler answers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            answers);
  }

  private static Object ofObject(Object self, String method, @Nullable Object[] arguments) {
    return switch (method) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "a request of signet-test";
      default ->
          throw new UnsupportedOperationException(
              method + ": without a server a request has its caller and nothing else");
    };
  }
}
