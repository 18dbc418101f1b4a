package dev.signet.config;

import java.util.Set;

/**
 * Which applications of a server are served: all but the server's own ones, unless configured
 * otherwise. An entry is a context root ({@code /app}, {@code /} for the root) or a virtual host
 * and a context root ({@code default_host /app}), compared exactly.
 *
 * @param included the applications served; empty for all of them
 * @param excluded the applications that are not served, even where {@code included} names them
 */
public record ServedApplications(Set<String> included, Set<String> excluded) {

  /** Copies the sets. */
  public ServedApplications {
    included = Set.copyOf(included);
    excluded = Set.copyOf(excluded);
  }

  /**
   * Whether an application is served.
   *
   * @param virtualHost the server's name for the application's virtual host
   * @param contextRoot {@code /} or {@code /app}
   * @param isServersOwn whether it came with the server, such as an administration console; it has
   *     its own login and is served only where it is named
   * @return true if it is served
   */
  public boolean serves(String virtualHost, String contextRoot, boolean isServersOwn) {
    Set<String> names = Set.of(contextRoot, virtualHost + " " + contextRoot);
    boolean isNamed = included.stream().anyMatch(names::contains);
    boolean isIncluded = isNamed || (included.isEmpty() && !isServersOwn);
    return isIncluded && excluded.stream().noneMatch(names::contains);
  }
}
