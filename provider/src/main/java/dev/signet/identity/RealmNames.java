package dev.signet.identity;

import dev.signet.config.SignetConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The names of users and groups where a configuration has several realms, such that no two realms
 * share a name. Where a server knows realms, as in Liberty's access ids, the realm and a slash
 * stand before every name. Where it knows none, the names of the home realm stay as they are, and
 * those of any other realm become {@code realm/name}; roles are chosen by the administrator there
 * and mean the same in every realm.
 *
 * <p>Realms and names may contain slashes themselves: {@code bank/admin} of realm {@code corp}
 * reads as {@code admin} of realm {@code corp/bank}, where that realm exists. It is a name of the
 * longer realm and is refused to callers of the shorter one.
 */
public final class RealmNames {
  /** Why a caller is refused whose name is not clear. */
  static final String OTHERS_NAME = "the user or a group reads as one of another realm";

  private final String home;

  /** For each realm the prefixes that its names must not have; each ends in a slash. */
  private final Map<String, Set<String>> othersInNames;

  private final Map<String, Set<String>> othersInIds;

  private RealmNames(String home, Set<String> realms) {
    this.home = home;
    this.othersInNames = others(realms, this::before);
    this.othersInIds = others(realms, realm -> folded(realm) + "/");
  }

  /**
   * The names of a configuration. The home realm is the one that challenges name.
   *
   * @param config the configuration
   * @return the names
   */
  public static RealmNames of(SignetConfig config) {
    return new RealmNames(
        config.challengeRealm(),
        config.issuers().stream()
            .flatMap(issuer -> issuer.identity().realm().names().stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Map<String, Set<String>> others(Set<String> realms, UnaryOperator<String> before) {
    Map<String, Set<String>> byText = new HashMap<>();
    realms.forEach(realm -> byText.put(before.apply(realm), new HashSet<>()));
    for (String longer : byText.keySet()) {
      // each of them is empty or ends in a slash
      for (int end = 0; end < longer.length(); end = longer.indexOf('/', end) + 1) {
        Set<String> ofShorter = byText.get(longer.substring(0, end));
        if (ofShorter != null) {
          ofShorter.add(longer.substring(end));
        }
      }
    }
    Map<String, Set<String>> byRealm = new HashMap<>();
    realms.forEach(realm -> byRealm.put(realm, byText.getOrDefault(before.apply(realm), Set.of())));
    return byRealm;
  }

  /** The name of a user where the server knows no realms. */
  String user(CallerIdentity identity) {
    return before(identity.realm()) + identity.name();
  }

  /** The names of the groups where the server knows no realms. */
  List<String> groups(CallerIdentity identity) {
    String before = before(identity.realm());
    if (before.isEmpty()) {
      return identity.groups();
    }
    return identity.groups().stream()
        .map(group -> identity.roles().contains(group) ? group : before + group)
        .toList();
  }

  /**
   * Whether each name, on a server that knows no realms, reads as a name of the caller's own realm.
   * In the home realm {@code bank/admin} does not, where {@code bank} is another realm.
   */
  boolean areClear(CallerIdentity identity) {
    Set<String> others = othersInNames.getOrDefault(identity.realm(), Set.of());
    return others.isEmpty()
        || (isClear(identity.name(), others)
            && identity.groups().stream()
                .allMatch(group -> identity.roles().contains(group) || isClear(group, others)));
  }

  /**
   * Whether each name, on a server that puts the realm before all of them, roles too, reads as a
   * name of the caller's own realm. Liberty compares ids without regard to case where it has an
   * LDAP registry, so realms that differ in case alone count as one here.
   */
  boolean areClearAsIds(CallerIdentity identity) {
    Set<String> others = othersInIds.getOrDefault(identity.realm(), Set.of());
    return others.isEmpty()
        || (isClear(folded(identity.name()), others)
            && identity.groups().stream().allMatch(group -> isClear(folded(group), others)));
  }

  private static boolean isClear(String name, Set<String> others) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      // after the last slash there is no name that could be the other realm's
      if (slash + 1 < name.length() && others.contains(name.substring(0, slash + 1))) {
        return false;
      }
    }
    return true;
  }

  private String before(String realm) {
    return realm.equals(home) ? "" : realm + "/";
  }

  /** As {@link String#equalsIgnoreCase} compares, so that what is equal there is equal here. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
    }
    return folded.toString();
  }
}
