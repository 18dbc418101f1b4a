package dev.signet.mapping;

import dev.signet.settings.TextPattern;
import java.util.List;
import java.util.Map;

/**
 * How the groups of a token are mapped to groups of this server, in the order of the components.
 *
 * @param include patterns of which one must match a group; empty where every group is accepted
 * @param exclude patterns of which none may match a group
 * @param table the names of groups on this server
 * @param unmapped what happens to a group that is not in the table
 * @param prefix the text before each group; may be empty
 * @param add groups that every caller has in addition
 */
public record GroupMapping(
    List<TextPattern> include,
    List<TextPattern> exclude,
    Map<String, List<String>> table,
    Unmapped unmapped,
    String prefix,
    List<String> add) {
  /** Every caller has the groups of the token. */
  static final GroupMapping NONE =
      new GroupMapping(List.of(), List.of(), Map.of(), Unmapped.KEEP, "", List.of());

  /** Copies the collections. */
  public GroupMapping {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    table = Map.copyOf(table);
    add = List.copyOf(add);
  }

  /** Whether every caller has the groups of the token. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** What happens to a group that is not in the table. */
  public enum Unmapped {
    /** It stays as it is. */
    KEEP,
    /** The caller does not have it. */
    DROP
  }
}
