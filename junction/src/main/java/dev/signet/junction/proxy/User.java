package dev.signet.junction.proxy;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * Somebody the junction knows. The text of this record names the user only.
 *
 * @param name the name for the login page
 * @param passwordHash bcrypt
 * @param groups the groups, in the file's order
 * @param claims values of any JSON type that the mapping rule may refer to
 * @param operator whether this user may roll the signing key
 * @param tickets the tickets this user, a program, may ask for
 */
public record User(
    String name,
    String passwordHash,
    List<String> groups,
    JsonObject claims,
    boolean operator,
    TicketRight tickets) {
  public User {
    groups = List.copyOf(groups);
  }

  @Override
  public String toString() {
    return "User[" + name + "]";
  }
}
