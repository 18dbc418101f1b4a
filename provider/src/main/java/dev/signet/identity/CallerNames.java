package dev.signet.identity;

import java.util.List;
import java.util.Set;

/**
 * What one kind of server calls a caller and their groups. It follows from the identity and the
 * configuration, so a remembered token keeps it.
 *
 * @param by the kind of server
 * @param user the name of the caller's principal
 * @param groups the groups by the names that applications use
 * @param groupIds the groups as the server is notified of them: on some servers ids with the realm
 * @param aliases every name that the server may show for the caller
 */
public record CallerNames(
    ServerNames by, String user, List<String> groups, List<String> groupIds, Set<String> aliases) {

  /** Copies the lists and the set. */
  public CallerNames {
    groups = List.copyOf(groups);
    groupIds = List.copyOf(groupIds);
    aliases = Set.copyOf(aliases);
  }
}
