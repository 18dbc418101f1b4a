package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signet.testing.Configs;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a token's groups to groups of this server. */
class GroupMappingTest {
  @TempDir Path directory;

  @BeforeEach
  void aTable() throws IOException {
    Files.writeString(
        directory.resolve("groups.csv"), "group,to\nsales,SALES\nsales,STAFF\nit,STAFF\n");
  }

  private Configs with(Map<String, Object> mapping) {
    return Configs.in(directory).issuer("groupMapping", mapping);
  }

  private List<String> mapped(Map<String, Object> mapping, String... groups) throws Exception {
    Tokens token = Tokens.good().claim("groups", List.of(groups));
    return new MappedCallers(with(mapping)).caller(token).groups();
  }

  @Test
  void onlyIncludedGroupsThatAreNotExcludedAreLeft() throws Exception {
    assertEquals(
        List.of("app-a", "web"),
        mapped(Map.of("include", List.of("app-.*", "web")), "app-a", "web", "web2", "xapp-a"));
    assertEquals(
        List.of("a", "admin2"), mapped(Map.of("exclude", "admin"), "a", "admin", "admin2"));
    assertEquals(
        List.of("app-a"),
        mapped(
            Map.of("include", "app-.*", "exclude", List.of(".*-admin", "x")),
            "app-a",
            "app-admin"));
  }

  @Test
  void aGroupIsCalledWhatItsRowsSay() throws Exception {
    assertEquals(
        List.of("SALES", "STAFF", "other"),
        mapped(Map.of("table", "groups.csv"), "sales", "it", "other"));
    assertEquals(
        List.of("SALES", "STAFF"),
        mapped(Map.of("table", "groups.csv", "unmapped", "drop"), "sales", "it", "other", "SALES"));
  }

  @Test
  void aPrefixGoesBeforeWhatTheTokenBringsAndNotBeforeWhatIsAdded() throws Exception {
    assertEquals(
        List.of("ext:SALES", "ext:STAFF", "ext:other", "everybody"),
        mapped(
            Map.of("table", "groups.csv", "prefix", "ext:", "add", "everybody"), "sales", "other"));
    assertEquals(List.of("everybody", "all"), mapped(Map.of("add", List.of("everybody", "all"))));
  }

  @Test
  void filtersSeeTheTokensNamesAndRolesSeeTheResult() throws Exception {
    Configs config =
        with(Map.of("table", "groups.csv", "include", "sales", "prefix", "p-", "add", "added"))
            .issuer(
                "groupToRoles",
                Map.of("p-STAFF", "RoleA", "added", "RoleB", "sales", "RoleC", "STAFF", "RoleD"));
    CallerIdentity caller =
        new MappedCallers(config)
            .caller(Tokens.good().claim("groups", List.of("sales", "it", "STAFF")));
    assertEquals(List.of("p-SALES", "p-STAFF", "RoleA", "added", "RoleB"), caller.groups());
    assertEquals(Set.of("RoleA", "RoleB"), caller.roles());
  }

  @Test
  void scopesAreGroupsLikeTheOthers() throws Exception {
    Configs config =
        with(Map.of("exclude", "scope:write"))
            .issuer("scopeGroupPrefix", "scope:")
            .issuer("groupToRoles", Map.of("scope:read", "Reader"));
    assertEquals(
        List.of("groupa", "scope:read", "Reader"),
        new MappedCallers(config).caller(Tokens.good().claim("scope", "read write")).groups());
  }

  @Test
  void aPatternThatRunsAwayEndsInARefusal() {
    for (String setting : List.of("include", "exclude")) {
      MappedCallers callers = new MappedCallers(with(Map.of(setting, "(a+)+?c")));
      Tokens token = Tokens.good().claim("groups", List.of("x", "a".repeat(40) + "b"));
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertEquals(Rejection.GROUPS_MALFORMED, callers.refusal(token)));
    }
  }

  @Test
  void aThousandGroupsAreNoTrouble() throws Exception {
    String[] groups = new String[1000];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = "cn=group" + i + ",ou=groups,dc=example,dc=com";
    }
    assertEquals(
        1000,
        mapped(Map.of("include", "cn=([a-z0-9]+),ou=groups,.*", "exclude", ".*-admin"), groups)
            .size());
  }
}
