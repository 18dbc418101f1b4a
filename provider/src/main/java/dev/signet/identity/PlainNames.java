package dev.signet.identity;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Set;

/** Names alone: the realm is a part of the name where it is not the first definition's. */
record PlainNames(List<String> groupsOfNone) implements ServerNames {

  PlainNames {
    groupsOfNone = List.copyOf(groupsOfNone);
  }

  @Override
  public CallerNames of(CallerIdentity caller, RealmNames realms) throws TokenRejectedException {
    if (caller.isRegistryUser()) {
      throw new TokenRejectedException(
          Rejection.REGISTRY_MISSING, "mapIdentityToRegistryUser is true, for Liberty alone");
    }
    if (!realms.areClear(caller)) {
      throw new TokenRejectedException(Rejection.REALM_NOT_ALLOWED, RealmNames.OTHERS_NAME);
    }
    List<String> groups = realms.groups(caller);
    return new CallerNames(
        this,
        realms.user(caller),
        groups,
        groups.isEmpty() ? groupsOfNone : groups,
        Set.of(caller.name(), caller.qualifiedName()));
  }
}
