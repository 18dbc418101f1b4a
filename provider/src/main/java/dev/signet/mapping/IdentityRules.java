package dev.signet.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the claims of a token are mapped to the caller's identity.
 *
 * @param realm the realm of users and groups
 * @param users the claims with the caller's name: the first that is there counts; at least one
 * @param userMapping how that name is mapped
 * @param groups the claim with the caller's groups
 * @param groupSeparator the separator of groups where one string has several
 * @param scopePrefix the prefix that makes a group of each of the token's scopes; empty where
 *     scopes are not groups
 * @param groupMapping how the groups and scopes are mapped
 * @param isRegistryUser whether the name is looked up in the server's user registry, which then
 *     determines the caller's ids and groups
 * @param session the claim that identifies the login at the proxy
 * @param groupToRoles the roles of each group, for servers that cannot map groups themselves
 */
public record IdentityRules(
    RealmRule realm,
    List<ClaimPath> users,
    UserMapping userMapping,
    ClaimPath groups,
    Optional<String> groupSeparator,
    Optional<String> scopePrefix,
    GroupMapping groupMapping,
    boolean isRegistryUser,
    ClaimPath session,
    Map<String, List<String>> groupToRoles) {

  /** Copies the list and the table. */
  public IdentityRules {
    users = List.copyOf(users);
    groupToRoles = Map.copyOf(groupToRoles);
  }
}
