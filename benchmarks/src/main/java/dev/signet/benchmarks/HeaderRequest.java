package dev.signet.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;

/** A request with one header, from an address inside. */
final class HeaderRequest {
  private HeaderRequest() {}

  static HttpServletRequest withJwt(String token) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HeaderRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeaders" ->
                      Collections.enumeration(
                          "jwt".equals(arguments[0]) ? List.of(token) : List.of());
                  case "getRemoteAddr" -> "10.1.0.2";
                  default -> null;
                });
  }
}
