package dev.signet.config;

import java.util.Set;

/**
 * Which applications of a server are served: all but the server's own ones, unless configured
 * otherwise. An entry is a context root ({@code /app}, {@code /} for the root), a virtual host and
 * a context root ({@code default_host /app}), or the name that the server has for the application
 * ({@code orders}), compared exactly.
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
   * @param names every name of the application, in each of the forms of an entry
   * @param isServersOwn whether it came with the server, such as an administration console; it has
   *     its own login and is served only where it is named
   * @return true if it is served
   */
  public boolean serves(Set<String> names, boolean isServersOwn) {
    boolean isNamed = included.stream().anyMatch(names::contains);
    boolean isIncluded = isNamed || (included.isEmpty() && !isServersOwn);
    return isIncluded && excluded.stream().noneMatch(names::contains);
  }

  /**
   * Whether an entry is a server's name for an application, and no context root.
   *
   * @param entry of one of the sets
   * @return true where it has no slash
   */
  public static boolean isName(String entry) {
    return !entry.contains("/");
  }
}
