package dev.signet.liberty.applications;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What {@code server.xml} says of role bindings and user registries. */
final class ServerElements {
  /** Registries that other features and bundles bring, such as LDAP and one of a bank's own. */
  private static final List<String> REGISTRY_SERVICES =
      List.of(
          "com.ibm.ws.security.registry.UserRegistry", "com.ibm.websphere.security.UserRegistry");

  private static final String QUICK_START = "com.ibm.ws.security.quickStartSecurity";

  private final BundleContext server;
  private final ConfigurationAdmin elements;

  ServerElements(BundleContext server, ConfigurationAdmin elements) {
    this.server = server;
    this.elements = elements;
  }

  /** The groups and users without an access id that {@code application-bnd} elements bind. */
  List<Binding> bindings(List<String> applicationBindings) {
    List<Binding> found = new ArrayList<>();
    for (String bindings : applicationBindings) {
      for (String role : references(bindings, "security-role")) {
        String name = text(role, "name").orElse("");
        for (String kind : List.of("group", "user")) {
          for (String subject : references(role, kind)) {
            if (text(subject, "access-id").isEmpty()) {
              String shown = text(subject, "name").orElse("");
              found.add(new Binding(name, kind, shown, "server.xml"));
            }
          }
        }
      }
    }
    return found;
  }

  /** Whether the server has a user registry, of whatever kind. */
  boolean hasRegistry() {
    return isThere("(service.factoryPid=com.ibm.ws.security.registry.*)")
        || text(QUICK_START, "userName").isPresent()
        || REGISTRY_SERVICES.stream().anyMatch(type -> isProvided(type));
  }

  private boolean isThere(String filter) {
    try {
      return elements.listConfigurations(filter) != null;
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isProvided(String type) {
    try {
      return server.getAllServiceReferences(type, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> references(String pid, String name) {
    return properties(pid)
        .map(p -> p.get(name))
        .map(value -> value instanceof String[] pids ? List.of(pids) : List.<String>of())
        .orElse(List.of());
  }

  private Optional<String> text(String pid, String name) {
    return properties(pid)
        .map(p -> p.get(name))
        .flatMap(value -> value instanceof String text ? Optional.of(text) : Optional.empty());
  }

  /** Without making a configuration that is not there. */
  private Optional<Dictionary<String, Object>> properties(String pid) {
    try {
      Configuration[] found = elements.listConfigurations("(service.pid=" + pid + ")");
      return found == null ? Optional.empty() : Optional.ofNullable(found[0].getProperties());
    } catch (IOException | InvalidSyntaxException e) {
      return Optional.empty();
    }
  }
}
