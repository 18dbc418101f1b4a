package dev.signet.container;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;

/**
 * The name an application has for its container: virtual host, blank, context path (Jakarta
 * Authentication 3.0 section 3.8).
 *
 * @param virtualHost the container's name for the virtual host
 * @param contextRoot {@code /} or {@code /app}
 */
record AppContextId(String virtualHost, String contextRoot) {

  static AppContextId of(ServletContext application) {
    String host = Optional.ofNullable(application.getVirtualServerName()).orElse("server");
    String path = application.getContextPath();
    return new AppContextId(host, path.isEmpty() ? "/" : path);
  }

  /**
   * For the root, Liberty asks for {@code host /} and Tomcat for {@code host } with nothing after.
   */
  Set<String> registeredNames() {
    return contextRoot.equals("/") ? Set.of(toString(), virtualHost + " ") : Set.of(toString());
  }

  @Override
  public String toString() {
    return virtualHost + " " + contextRoot;
  }
}
