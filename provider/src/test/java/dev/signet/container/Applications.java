package dev.signet.container;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A web application {@code host /app}, with attributes and nothing else. */
public final class Applications {
  private final Map<String, Object> attributes = new HashMap<>();
  private final String contextPath;

  private Applications(String contextPath) {
    this.contextPath = contextPath;
  }

  public static ServletContext app() {
    return at("/app");
  }

  static ServletContext at(String contextPath) {
    Applications application = new Applications(contextPath);
    return (ServletContext)
        Proxy.newProxyInstance(
            Applications.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> application.answer(method.getName(), arguments));
  }

  private @Nullable Object answer(String method, Object @Nullable [] arguments) {
    String first = String.valueOf(arguments == null ? null : arguments[0]);
    return switch (method) {
      case "getContextPath" -> contextPath;
      case "getVirtualServerName" -> "host";
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> attributes.put(first, java.util.Objects.requireNonNull(arguments)[1]);
      case "removeAttribute" -> attributes.remove(first);
      default -> throw new AssertionError("nobody may ask for " + method);
    };
  }
}
