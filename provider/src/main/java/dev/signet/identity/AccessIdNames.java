package dev.signet.identity;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Set;

/** Ids that hold the realm. The principal and the groups of an application have none. */
record AccessIdNames(String nobody) implements ServerNames {

  @Override
  public CallerNames of(CallerIdentity caller, RealmNames realms) throws TokenRejectedException {
    if (caller.name().equals(nobody)) {
      throw new TokenRejectedException(
          Rejection.USER_MISSING, "the user has the name that this server gives to no user");
    }
    if (!caller.isRegistryUser() && !realms.areClearAsIds(caller)) {
      throw new TokenRejectedException(Rejection.REALM_NOT_ALLOWED, RealmNames.OTHERS_NAME);
    }
    return new CallerNames(
        this,
        caller.name(),
        caller.groups(),
        caller.groupAccessIds(),
        Set.of(caller.name(), caller.qualifiedName()));
  }
}
