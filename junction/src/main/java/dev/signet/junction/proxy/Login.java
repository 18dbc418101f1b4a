package dev.signet.junction.proxy;

import java.util.List;

/**
 * One login of a user, from the login page to the logout. The text of this record names the user
 * only.
 *
 * @param id the value of the session cookie
 * @param user who logged in
 * @param groups the user's groups, as they are for this login
 * @param sess the claim {@code sess}: the same in all tokens of this login
 */
public record Login(String id, User user, List<String> groups, String sess) {
  public Login {
    groups = List.copyOf(groups);
  }

  @Override
  public String toString() {
    return "Login[" + user.name() + "]";
  }
}
