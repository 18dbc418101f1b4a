package dev.signet.identity;

import dev.signet.token.TokenRejectedException;
import java.util.List;

/**
 * How one kind of server names callers and groups. It refuses a caller whom such a server would
 * take for another, so that no name of one realm is a name of another realm. Immutable; two are
 * equal where they give every caller the same names.
 */
public sealed interface ServerNames permits AccessIdNames, PlainNames {

  /**
   * Names a caller.
   *
   * @param caller who the caller is
   * @param realms the realms of the configuration
   * @return the names
   * @throws TokenRejectedException where the server has no name that is this caller's alone
   */
  CallerNames of(CallerIdentity caller, RealmNames realms) throws TokenRejectedException;

  /**
   * The names of a server that knows realms: every id holds its realm, and a caller may be a user
   * of the server's registry, whose name is used as it is.
   *
   * @param nobody the name that such a server gives a request without a caller; refused to callers
   * @return the names
   */
  static ServerNames inAccessIds(String nobody) {
    return new AccessIdNames(nobody);
  }

  /**
   * The names of a server that knows no realms. Users and groups of the first definition's realm
   * keep their names, those of other realms begin with the realm and a slash. A user of a registry
   * is refused, since such a server cannot be asked for one.
   *
   * @param groupsOfNone the groups that the server is notified of for a caller without groups
   * @return the names
   */
  static ServerNames withoutRealms(List<String> groupsOfNone) {
    return new PlainNames(groupsOfNone);
  }
}
