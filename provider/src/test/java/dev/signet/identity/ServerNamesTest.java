package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.testing.Configs;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller is called on each kind of server, and who has no name there. */
class ServerNamesTest {
  private static final ServerNames IDS = ServerNames.inAccessIds("UNAUTHENTICATED");
  private static final ServerNames PLAIN = ServerNames.withoutRealms(List.of());

  @TempDir Path directory;

  /** The first realm is the home of names. */
  private RealmNames realms() {
    return RealmNames.of(
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "realm")
            .issuer("realms", List.of("home", "bank", "bank/east"))
            .load());
  }

  private static CallerIdentity caller(String realm, String name, boolean isRegistryUser) {
    return new CallerIdentity(
        name, realm, List.of("staff", "RoleA"), Set.of("RoleA"), isRegistryUser, Optional.empty());
  }

  private CallerNames names(ServerNames server, CallerIdentity caller) throws Exception {
    return server.of(caller, realms());
  }

  private Rejection refusal(ServerNames server, CallerIdentity caller) {
    return assertThrows(TokenRejectedException.class, () -> names(server, caller)).rejection();
  }

  @Test
  void inAccessIdsTheServerGetsTheRealmAndApplicationsDoNot() throws Exception {
    CallerNames names = names(IDS, caller("bank", "alice", false));
    assertEquals("alice", names.user());
    assertEquals(List.of("staff", "RoleA"), names.groups());
    assertEquals(List.of("group:bank/staff", "group:bank/RoleA"), names.groupIds());
    assertEquals(Set.of("alice", "bank/alice"), names.aliases());
  }

  @Test
  void withoutRealmsTheRealmIsPartOfTheNameButForRoles() throws Exception {
    CallerNames names = names(PLAIN, caller("bank", "alice", false));
    assertEquals("bank/alice", names.user());
    assertEquals(List.of("bank/staff", "RoleA"), names.groups());
    assertEquals(names.groups(), names.groupIds());
    assertEquals("alice", names(PLAIN, caller("home", "alice", false)).user());
  }

  @Test
  void aServerMayNeedAGroupWhereThereIsNone() throws Exception {
    CallerIdentity alone =
        new CallerIdentity("alice", "home", List.of(), Set.of(), false, Optional.empty());
    CallerNames names = names(ServerNames.withoutRealms(List.of("")), alone);
    assertEquals(List.of(), names.groups());
    assertEquals(List.of(""), names.groupIds());
    assertEquals(List.of(), names(PLAIN, alone).groupIds());
    assertEquals(List.of(), names(IDS, alone).groupIds());
  }

  @Test
  void aNameOfAnotherRealmIsRefused() {
    assertEquals(Rejection.REALM_NOT_ALLOWED, refusal(IDS, caller("bank", "east/a", false)));
    assertEquals(Rejection.REALM_NOT_ALLOWED, refusal(PLAIN, caller("bank", "east/a", false)));
    assertEquals(Rejection.REALM_NOT_ALLOWED, refusal(PLAIN, caller("home", "bank/a", false)));
  }

  @Test
  void theServersNameForNobodyIsRefused() throws Exception {
    CallerIdentity nobody = caller("bank", "UNAUTHENTICATED", false);
    assertEquals(Rejection.USER_MISSING, refusal(IDS, nobody));
    assertEquals("bank/UNAUTHENTICATED", names(PLAIN, nobody).user());
  }

  @Test
  void aUserOfARegistryNeedsAServerThatCanBeAskedForOne() throws Exception {
    CallerIdentity user = caller("bank", "east/alice", true);
    assertEquals("east/alice", names(IDS, user).user());
    assertEquals(Rejection.REGISTRY_MISSING, refusal(PLAIN, user));
  }

  @Test
  void twoKindsOfServersAreNeverEqual() {
    assertEquals(PLAIN, ServerNames.withoutRealms(List.of()));
    assertNotEquals(PLAIN, ServerNames.withoutRealms(List.of("")));
    assertNotEquals(PLAIN, IDS);
  }
}
