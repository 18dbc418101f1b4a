package dev.signet.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that has headers, cookies and a dispatcher type, takes attributes, and fails on any
 * other question: what the line may look at is part of its contract.
 */
public final class Requests {
  private final List<String[]> headers = new ArrayList<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private DispatcherType dispatcherType = DispatcherType.REQUEST;

  private Requests() {}

  public static Requests empty() {
    return new Requests();
  }

  public static HttpServletRequest withJwt(String token) {
    return empty().header("jwt", token).build();
  }

  public Requests header(String name, String value) {
    headers.add(new String[] {name.toLowerCase(Locale.ROOT), value});
    return this;
  }

  public Requests cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
    return this;
  }

  public Requests dispatched(DispatcherType type) {
    dispatcherType = type;
    return this;
  }

  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
  }

  private @Nullable Object answer(String method, Object @Nullable [] arguments) {
    return switch (method) {
      case "getHeaders" -> {
        String name = String.valueOf(arguments == null ? null : arguments[0]);
        yield Collections.enumeration(
            headers.stream()
                .filter(h -> h[0].equals(name.toLowerCase(Locale.ROOT)))
                .map(h -> h[1])
                .toList());
      }
      case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
      case "getDispatcherType" -> dispatcherType;
      case "setAttribute" -> null;
      default -> throw new AssertionError("nobody may ask a request for " + method);
    };
  }
}
