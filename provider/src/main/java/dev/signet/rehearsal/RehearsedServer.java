package dev.signet.rehearsal;

import dev.signet.identity.ServerNames;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/**
 * The server as a rehearsal has to know it.
 *
 * @param names how it names callers and groups
 * @param obstacle why it is unknown which groups have which role; empty where a caller has the role
 *     that is called as their group, and no other one
 */
public record RehearsedServer(ServerNames names, Optional<String> obstacle) {
  private static final int MAX_ROLES = 50;

  /**
   * The roles of an application that can be compared.
   *
   * @param roles empty where none can
   * @param said which they are, or why there are none
   */
  record Compared(List<String> roles, String said) {}

  Compared rolesOf(ServletContext application) {
    if (obstacle.isPresent()) {
      return new Compared(List.of(), "roles are not compared: " + obstacle.get());
    }
    List<String> declared = DeclaredRoles.of(application);
    if (declared.isEmpty() || declared.size() > MAX_ROLES) {
      return new Compared(
          List.of(),
          "roles are not compared: "
              + (declared.isEmpty() ? "no declared role was found" : "more than 50 are declared"));
    }
    return new Compared(
        declared,
        "roles are compared, each with the group of its name: " + String.join(", ", declared));
  }
}
