package dev.signet.container;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name an application has for its container: virtual host, blank, context path (Jakarta
 * Authentication 3.0 section 3.8).
 *
 * @param virtualHost the container's name for the virtual host
 * @param contextRoot {@code /} or {@code /app}
 */
public record AppContextId(String virtualHost, String contextRoot) {

  /**
   * The name of an application.
   *
   * @param application the application
   * @return with the virtual host {@code server} where that cannot be asked for
   */
  public static AppContextId of(ServletContext application) {
    String host = Optional.ofNullable(virtualHost(application)).orElse("server");
    String path = application.getContextPath();
    return new AppContextId(host, path.isEmpty() ? "/" : path);
  }

  /**
   * Every name by which a configuration may call an application.
   *
   * @param application the application
   * @return its context root, with and without the virtual host, and the server's name for it
   */
  public static Set<String> namesOf(ServletContext application) {
    AppContextId id = of(application);
    return Stream.concat(
            Stream.of(id.contextRoot(), id.toString()),
            Server.applicationName(application).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Unknown to listeners that an initializer has added (Servlet 6.0 section 4.4). */
  private static @Nullable String virtualHost(ServletContext application) {
    try {
      return application.getVirtualServerName();
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  /** The names that containers look up: for the root, Tomcat leaves the path out. */
  Set<String> registeredNames() {
    return contextRoot.equals("/") ? Set.of(toString(), virtualHost + " ") : Set.of(toString());
  }

  @Override
  public String toString() {
    return virtualHost + " " + contextRoot;
  }
}
