package dev.signet.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * Local users by the subjects of tokens. A user is found with one look-up, independent of the
 * table's length.
 *
 * @param users the local users
 * @param isByRealm whether a row holds for the callers of one realm only
 */
public record UserTable(Map<Key, String> users, boolean isByRealm) {
  /** A table without rows. */
  static final UserTable EMPTY = new UserTable(Map.of(), false);

  /**
   * The key of a row.
   *
   * @param subject the user as the token has it
   * @param realm the caller's realm; empty where the table has no realms
   */
  public record Key(String subject, String realm) {}

  /** Copies the rows. */
  public UserTable {
    users = Map.copyOf(users);
  }

  /**
   * The local user of a caller.
   *
   * @param subject the user as the token has it
   * @param realm the caller's realm
   * @return the user, or empty where the caller has no row
   */
  public Optional<String> user(String subject, String realm) {
    return Optional.ofNullable(users.get(new Key(subject, isByRealm ? realm : "")));
  }
}
