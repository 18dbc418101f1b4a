package dev.signet.cli.application;

import dev.signet.cli.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A web application, as its {@code web.xml} describes it.
 *
 * @param contextRoot its path; empty for the root, or where only the deployment says it
 * @param roles what it declares or names, in the order of the file
 * @param constraints who may open what
 * @param bindings what a server's own descriptor binds to its roles; empty where there is none
 */
public record WebModule(
    String contextRoot,
    Set<String> roles,
    List<SecurityConstraint> constraints,
    Optional<RoleBindings> bindings) {

  /** Copies the collections; the roles keep their order. */
  public WebModule {
    roles = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(roles));
    constraints = List.copyOf(constraints);
  }

  static WebModule of(String contextRoot, XmlElement webXml, Optional<RoleBindings> bindings) {
    Set<String> roles = new LinkedHashSet<>();
    webXml.all("security-role").forEach(role -> roles.addAll(role.texts("role-name")));
    List<SecurityConstraint> constraints = new ArrayList<>();
    webXml
        .all("security-constraint")
        .forEach(constraint -> constraints.addAll(SecurityConstraint.of(constraint)));
    constraints.forEach(constraint -> constraint.roles().ifPresent(roles::addAll));
    roles.remove(SecurityConstraint.ANY_ROLE);
    roles.remove(SecurityConstraint.ANY_CALLER);
    return new WebModule(contextRoot, roles, constraints, bindings);
  }
}
