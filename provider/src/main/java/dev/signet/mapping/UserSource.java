package dev.signet.mapping;

import java.util.List;

/** Where the local user of a caller comes from. */
public sealed interface UserSource {

  /**
   * From the token itself.
   *
   * @param claim the claim with the local user
   */
  record ByClaim(ClaimPath claim) implements UserSource {}

  /**
   * From the configuration: the table's row, else the first rule that fits.
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
