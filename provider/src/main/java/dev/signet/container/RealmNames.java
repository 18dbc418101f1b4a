package dev.signet.container;

import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What users and groups are called where a container knows no realms. Those of the realm that is at
 * home keep their names, those of any other are told as {@code realm/name}: two realms never share
 * a name. Roles are the administrator's own words and mean the same in every realm.
 */
final class RealmNames {
  private final String home;
  private final Set<String> others;
  private final int longest;

  private RealmNames(String home, Set<String> others) {
    this.home = home;
    this.others = others;
    this.longest = others.stream().mapToInt(String::length).max().orElse(0);
  }

  /** At home is the realm that challenges name. */
  static RealmNames of(SignetConfig config) {
    String home = config.challengeRealm();
    return new RealmNames(
        home,
        config.issuers().stream()
            .flatMap(issuer -> issuer.identity().realm().names().stream())
            .filter(realm -> !realm.equals(home))
            .collect(Collectors.toUnmodifiableSet()));
  }

  String user(CallerIdentity identity) {
    return told(identity, identity.name());
  }

  List<String> groups(CallerIdentity identity) {
    return identity.groups().stream()
        .map(group -> identity.roles().contains(group) ? group : told(identity, group))
        .toList();
  }

  /**
   * Whether each name, as it is told, is read as one of the caller's own realm. At home {@code
   * bank/admin} is not, where {@code bank} is another realm.
   */
  boolean areClear(CallerIdentity identity) {
    return isClear(identity, identity.name())
        && identity.groups().stream()
            .allMatch(group -> identity.roles().contains(group) || isClear(identity, group));
  }

  private boolean isClear(CallerIdentity identity, String name) {
    return realmOf(told(identity, name)).equals(identity.realm());
  }

  private String told(CallerIdentity identity, String name) {
    return identity.realm().equals(home) ? name : identity.realm() + "/" + name;
  }

  /** The longest realm that a name begins with: realms may hold slashes themselves. */
  private String realmOf(String told) {
    int slash = told.lastIndexOf('/', longest);
    while (slash > 0) {
      String realm = told.substring(0, slash);
      if (others.contains(realm)) {
        return realm;
      }
      slash = told.lastIndexOf('/', slash - 1);
    }
    return home;
  }
}
