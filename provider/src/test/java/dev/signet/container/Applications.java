package dev.signet.container;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A web application {@code host /app}, which keeps what an initializer adds to it. */
public final class Applications {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, String> realPaths = new HashMap<>();
  private final List<Filter> filters = new ArrayList<>();
  private final List<String> mappings = new ArrayList<>();
  private final List<EventListener> listeners = new ArrayList<>();
  private final String contextPath;
  private final ServletContext context;
  private ClassLoader loader = Applications.class.getClassLoader();

  private Applications(String contextPath) {
    this.contextPath = contextPath;
    this.context =
        (ServletContext)
            Proxy.newProxyInstance(
                Applications.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                    answer(method.getName(), arguments == null ? new Object[0] : arguments));
  }

  public static ServletContext app() {
    return at("/app");
  }

  static ServletContext at(String contextPath) {
    return new Applications(contextPath).context;
  }

  /** One whose parts are looked at. */
  static Applications starting() {
    return new Applications("/app");
  }

  Applications parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  Applications realPath(String path, String file) {
    realPaths.put(path, file);
    return this;
  }

  Applications attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** What the application has among its libraries. */
  Applications loader(ClassLoader libraries) {
    loader = libraries;
    return this;
  }

  ServletContext context() {
    return context;
  }

  List<Filter> filters() {
    return filters;
  }

  /** What the filters are for. */
  List<String> mappings() {
    return mappings;
  }

  /** Every listener's class, in the order they were added. */
  List<String> listeners() {
    return listeners.stream().map(listener -> listener.getClass().getSimpleName()).toList();
  }

  /** After all initializers. */
  void begin() {
    lifecycles().forEach(each -> each.contextInitialized(new ServletContextEvent(context)));
  }

  void end() {
    lifecycles().forEach(each -> each.contextDestroyed(new ServletContextEvent(context)));
  }

  private List<ServletContextListener> lifecycles() {
    return listeners.stream()
        .filter(ServletContextListener.class::isInstance)
        .map(ServletContextListener.class::cast)
        .toList();
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    String first = arguments.length == 0 ? "" : String.valueOf(arguments[0]);
    return switch (method) {
      case "getContextPath" -> contextPath;
      case "getVirtualServerName" -> "host";
      case "getClassLoader" -> loader;
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> attributes.put(first, arguments[1]);
      case "removeAttribute" -> attributes.remove(first);
      case "getInitParameter" -> parameters.get(first);
      case "getRealPath" -> realPaths.get(first);
      case "addFilter" -> add((Filter) arguments[1]);
      case "addListener" -> {
        listeners.add((EventListener) arguments[0]);
        yield null;
      }
      default -> throw new AssertionError("nobody may ask for " + method);
    };
  }

  private FilterRegistration.Dynamic add(Filter filter) {
    filters.add(filter);
    return (FilterRegistration.Dynamic)
        Proxy.newProxyInstance(
            Applications.class.getClassLoader(),
            new Class<?>[] {FilterRegistration.Dynamic.class},
            (proxy, method, given) -> {
              if (method.getName().equals("addMappingForUrlPatterns")) {
                String[] patterns = (String[]) Objects.requireNonNull(given)[2];
                mappings.add(given[0] + " " + List.of(patterns));
              }
              return null;
            });
  }
}
