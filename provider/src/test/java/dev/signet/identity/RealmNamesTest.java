package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two realms share a name, whatever slashes are in realms and names. */
class RealmNamesTest {
  private static final List<String> NAMES = texts(4).filter(text -> !text.isEmpty()).toList();

  @TempDir Path directory;

  /** Every text of these letters, so long at most. */
  private static Stream<String> texts(int length) {
    return length == 0
        ? Stream.of("")
        : Stream.concat(
            Stream.of(""),
            texts(length - 1).flatMap(text -> Stream.of("a", "B", "/").map(text::concat)));
  }

  private SignetConfig with(Set<String> realms) {
    return Configs.in(directory)
        .without("realmName")
        .issuer("realmIdentifier", "realm")
        .issuer("realms", List.copyOf(realms))
        .load();
  }

  private static CallerIdentity caller(String name, String realm, List<String> groups) {
    return new CallerIdentity(name, realm, groups, Set.of(), false, Optional.empty());
  }

  private Set<String> someRealms(Random random) {
    Set<String> realms = new LinkedHashSet<>();
    while (realms.size() < 4) {
      String realm = NAMES.get(random.nextInt(NAMES.size()));
      boolean isTaken = realms.stream().anyMatch(realm::equalsIgnoreCase);
      if (!realm.startsWith("/") && !isTaken) {
        realms.add(realm);
      }
    }
    return realms;
  }

  @Test
  void noIdIsTwoCallersAndEveryIdIsOnes() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      Set<String> realms = someRealms(random);
      RealmNames names = RealmNames.of(with(realms));
      Map<String, String> owners = new HashMap<>();
      List<String> ids = new ArrayList<>();
      for (String realm : realms) {
        for (String name : NAMES) {
          String id = (realm + "/" + name).toLowerCase(Locale.ROOT);
          ids.add(id);
          if (names.areClearAsIds(caller(name, realm, List.of()))) {
            String owner = owners.putIfAbsent(id, realm);
            assertTrue(owner == null || owner.equals(realm), id + " of " + realms);
          }
        }
      }
      assertTrue(owners.keySet().containsAll(ids), "an id is refused to all of " + realms);
    }
  }

  @Test
  void noNameIsTwoCallersWhereThereAreNoRealms() {
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      Set<String> realms = someRealms(random);
      RealmNames names = RealmNames.of(with(realms));
      Map<String, String> owners = new HashMap<>();
      for (String realm : realms) {
        for (String name : NAMES) {
          CallerIdentity caller = caller(name, realm, List.of());
          if (names.areClear(caller)) {
            String owner = owners.putIfAbsent(names.user(caller), realm);
            assertTrue(owner == null || owner.equals(realm), caller + " of " + realms);
          }
        }
      }
    }
  }

  @Test
  void aGroupIsJudgedAsAUserIs() {
    RealmNames names = RealmNames.of(with(Set.of("a", "a/B", "B")));
    for (String name : NAMES) {
      boolean isClear = names.areClearAsIds(caller(name, "a", List.of()));
      assertEquals(isClear, names.areClearAsIds(caller("x", "a", List.of("y", name))), name);
    }
  }
}
