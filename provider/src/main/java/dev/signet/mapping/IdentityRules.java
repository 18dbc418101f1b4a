package dev.signet.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token's claims make of the caller.
 *
 * @param realm the realm of users and groups
 * @param user the claim with the caller's name
 * @param userMapping what that name becomes
 * @param groups the claim with the caller's groups
 * @param groupSeparator what stands between the groups where one string holds several
 * @param scopePrefix what goes before each of the token's scopes to make a group of it; none where
 *     scopes are no groups
 * @param groupMapping what the groups and scopes become
 * @param isRegistryUser whether the name is looked up in the server's user registry, which then
 *     says what the caller's ids and groups are
 * @param session the claim that names the login at the proxy
 * @param groupToRoles roles a group brings on servers that cannot map groups themselves
 */
public record IdentityRules(
    RealmRule realm,
    ClaimPath user,
    UserMapping userMapping,
    ClaimPath groups,
    Optional<String> groupSeparator,
    Optional<String> scopePrefix,
    GroupMapping groupMapping,
    boolean isRegistryUser,
    ClaimPath session,
    Map<String, List<String>> groupToRoles) {

  /** Copies the table. */
  public IdentityRules {
    groupToRoles = Map.copyOf(groupToRoles);
  }
}
