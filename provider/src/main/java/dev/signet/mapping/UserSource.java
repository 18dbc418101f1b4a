package dev.signet.mapping;

import java.util.List;

/** The source of a caller's local user. */
public sealed interface UserSource {

  /**
   * From the token itself.
   *
   * @param claim the claim with the local user
   */
  record ByClaim(ClaimPath claim) implements UserSource {}

  /**
   * From the configuration: the table's row, otherwise the first rule that matches.
   *
   * @param table users by subject
   * @param rules in the order they are tried
   */
  record ByTable(UserTable table, List<UserRule> rules) implements UserSource {
    /** Copies the rules. */
    public ByTable {
      rules = List.copyOf(rules);
    }
  }
}
