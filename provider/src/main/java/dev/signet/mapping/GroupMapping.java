package dev.signet.mapping;

import dev.signet.settings.TextPattern;
import java.util.List;
import java.util.Map;

/**
 * How the groups that a token names become groups of this server, in the order of the components.
 *
 * @param include patterns of which one must fit a group; none where every group will do
 * @param exclude patterns of which none may fit a group
 * @param table what groups are called here
 * @param unmapped what becomes of a group that is not in the table
 * @param prefix what goes before each group; may be empty
 * @param add groups that every caller has besides
 */
public record GroupMapping(
    List<TextPattern> include,
    List<TextPattern> exclude,
    Map<String, List<String>> table,
    Unmapped unmapped,
    String prefix,
    List<String> add) {
  /** Everybody has the groups that are in the token. */
  static final GroupMapping NONE =
      new GroupMapping(List.of(), List.of(), Map.of(), Unmapped.KEEP, "", List.of());

  /** Copies the collections. */
  public GroupMapping {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    table = Map.copyOf(table);
    add = List.copyOf(add);
  }

  /** Whether everybody has the groups that are in the token. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** What becomes of a group that is not in the table. */
  public enum Unmapped {
    /** It stays as it is. */
    KEEP,
    /** The caller does not have it. */
    DROP
  }
}
