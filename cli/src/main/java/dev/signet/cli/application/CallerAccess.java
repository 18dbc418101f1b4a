package dev.signet.cli.application;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which roles a caller has in an application, and which pages that opens.
 *
 * @param names the names and access ids of the caller
 * @param groups the groups and roles that the server is notified of, by their names and by their
 *     access ids
 */
public record CallerAccess(Set<String> names, Set<String> groups) {

  /** Copies the sets. */
  public CallerAccess {
    names = Set.copyOf(names);
    groups = Set.copyOf(groups);
  }

  /**
   * The roles of the caller.
   *
   * @param application the application
   * @return those it names in one of its descriptors that the caller has
   */
  public Set<String> roles(ApplicationArchive application) {
    Set<String> roles = new LinkedHashSet<>();
    application.modules().forEach(module -> roles.addAll(roles(module)));
    return roles;
  }

  /**
   * The roles of the caller in one web module: its descriptor may bind a role to other groups than
   * that of another module does.
   *
   * @param module the module
   * @return those it names that the caller has
   */
  public Set<String> roles(WebModule module) {
    Set<String> roles = new LinkedHashSet<>();
    for (String role : module.roles()) {
      if (has(role, module.bindings())) {
        roles.add(role);
      }
    }
    return roles;
  }

  /** Where no descriptor binds it, a role is the group of its name. */
  private boolean has(String role, Optional<RoleBindings> bindings) {
    if (bindings.isEmpty()) {
      return groups.contains(role);
    }
    List<RoleBindings.Binding> bound = bindings.get().bindings().get(role);
    if (bound == null) {
      return false;
    }
    return bound.stream().anyMatch(this::is);
  }

  private boolean is(RoleBindings.Binding binding) {
    return switch (binding.kind()) {
      case GROUP -> groups.contains(binding.name());
      case USER -> names.contains(binding.name());
      case EVERYONE, ALL_AUTHENTICATED -> true;
    };
  }

  /**
   * Whether a constraint lets the caller in.
   *
   * @param constraint the constraint
   * @param module the module it is of
   * @return true where the pages open
   */
  public boolean opens(SecurityConstraint constraint, WebModule module) {
    if (constraint.roles().isEmpty()) {
      return true;
    }
    Set<String> roles = roles(module);
    return constraint.roles().get().stream()
        .anyMatch(
            role ->
                role.equals(SecurityConstraint.ANY_CALLER)
                    || (role.equals(SecurityConstraint.ANY_ROLE)
                        && module.roles().stream().anyMatch(roles::contains))
                    || roles.contains(role));
  }
}
