package dev.signet.cli.application;

import dev.signet.cli.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * Who may open some pages (Jakarta Servlet 6.0 section 13.8).
 *
 * @param patterns the URL patterns, within the application
 * @param methods the HTTP methods; "all", "GET, POST" or "all but GET"
 * @param roles who may; empty where everyone may, an empty list where no caller may
 */
public record SecurityConstraint(
    List<String> patterns, String methods, Optional<List<String>> roles) {

  /** In {@code role-name}: any role that the application declares. */
  static final String ANY_ROLE = "*";

  /** In {@code role-name}: any caller who is authenticated. */
  static final String ANY_CALLER = "**";

  /** Copies the lists. */
  public SecurityConstraint {
    patterns = List.copyOf(patterns);
    roles = roles.map(List::copyOf);
  }

  static List<SecurityConstraint> of(XmlElement constraint) {
    Optional<List<String>> roles =
        constraint.first("auth-constraint").map(auth -> auth.texts("role-name"));
    return constraint
        .all("web-resource-collection")
        .map(pages -> new SecurityConstraint(pages.texts("url-pattern"), methodsOf(pages), roles))
        .toList();
  }

  private static String methodsOf(XmlElement pages) {
    List<String> named = pages.texts("http-method");
    List<String> omitted = pages.texts("http-method-omission");
    if (!named.isEmpty()) {
      return String.join(", ", named);
    }
    return omitted.isEmpty() ? "all" : "all but " + String.join(", ", omitted);
  }
}
