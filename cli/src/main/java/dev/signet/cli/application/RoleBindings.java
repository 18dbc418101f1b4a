package dev.signet.cli.application;

import dev.signet.cli.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's own descriptor binds to roles: groups, users, and on Liberty everyone.
 *
 * @param source the descriptor, for messages
 * @param bindings by role, what is bound to it; a role without an entry has nobody
 */
public record RoleBindings(String source, Map<String, List<Binding>> bindings) {

  /**
   * One subject of a role.
   *
   * @param kind what it is
   * @param name a group's or user's name or access id; empty for the others
   */
  public record Binding(Kind kind, String name) {}

  /** The kinds of subjects. */
  public enum Kind {
    /** A group. */
    GROUP,
    /** A user. */
    USER,
    /** Every request. */
    EVERYONE,
    /** Every request with a caller. */
    ALL_AUTHENTICATED
  }

  /** Copies the map. */
  public RoleBindings {
    bindings = Map.copyOf(bindings);
  }

  /** Of {@code META-INF/ibm-application-bnd.xml}. */
  static RoleBindings ofLiberty(XmlElement root, String source) {
    Map<String, List<Binding>> bindings = new LinkedHashMap<>();
    root.all("security-role")
        .forEach(
            role -> {
              List<Binding> bound = new ArrayList<>();
              role.all("group").forEach(group -> bound.add(subject(Kind.GROUP, group)));
              role.all("user").forEach(user -> bound.add(subject(Kind.USER, user)));
              role.all("special-subject")
                  .forEach(special -> special(special).ifPresent(bound::add));
              bindings.put(role.attribute("name").orElse(""), bound);
            });
    return new RoleBindings(source, bindings);
  }

  private static Binding subject(Kind kind, XmlElement element) {
    return new Binding(
        kind, element.attribute("access-id").or(() -> element.attribute("name")).orElse(""));
  }

  private static Optional<Binding> special(XmlElement element) {
    return switch (element.attribute("type").orElse("")) {
      case "EVERYONE" -> Optional.of(new Binding(Kind.EVERYONE, ""));
      case "ALL_AUTHENTICATED_USERS" -> Optional.of(new Binding(Kind.ALL_AUTHENTICATED, ""));
      default -> Optional.empty();
    };
  }

  /**
   * Of {@code WEB-INF/glassfish-web.xml} or {@code META-INF/glassfish-application.xml}, which
   * Payara reads as well. A role may be in several mappings.
   */
  static RoleBindings ofGlassFish(XmlElement root, String source) {
    Map<String, List<Binding>> bindings = new LinkedHashMap<>();
    root.all("security-role-mapping")
        .forEach(
            mapping -> {
              List<Binding> bound = new ArrayList<>();
              mapping.texts("group-name").forEach(name -> bound.add(new Binding(Kind.GROUP, name)));
              mapping
                  .texts("principal-name")
                  .forEach(name -> bound.add(new Binding(Kind.USER, name)));
              mapping
                  .texts("role-name")
                  .forEach(
                      role -> bindings.computeIfAbsent(role, r -> new ArrayList<>()).addAll(bound));
            });
    return new RoleBindings(source, bindings);
  }
}
