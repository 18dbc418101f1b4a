package dev.signet.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.settings.Placeholders;
import dev.signet.settings.SettingsObject;
import jakarta.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local users by subject and realm, and the files they are read from. */
class UserTableTest {
  @TempDir Path directory;
  private final List<Path> read = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  private MappingTables tables() {
    return new MappingTables(directory, read::add);
  }

  private Path write(String file, String text) throws Exception {
    return Files.writeString(directory.resolve(file), text);
  }

  @Test
  void withoutAColumnOfRealmsARowIsForTheCallersOfAll() throws Exception {
    write("t.csv", "subject,user\njane,JANE01\n");
    UserTable table = tables().users("t.csv", mistakes::add);
    assertFalse(table.isByRealm());
    assertEquals(Optional.of("JANE01"), table.user("jane", "a"));
    assertEquals(Optional.of("JANE01"), table.user("jane", "b"));
    assertEquals(Optional.empty(), table.user("Jane", "a"));
  }

  @Test
  void withAColumnOfRealmsARowIsForTheCallersOfOneAlone() throws Exception {
    write("t.csv", "subject,realm,user\njane,a,JANE01\njane,b,JANE02\n");
    UserTable table = tables().users("t.csv", mistakes::add);
    assertTrue(table.isByRealm());
    assertEquals(Optional.of("JANE01"), table.user("jane", "a"));
    assertEquals(Optional.of("JANE02"), table.user("jane", "b"));
    assertEquals(Optional.empty(), table.user("jane", ""));
    assertEquals(List.of(), mistakes);
  }

  @Test
  void aGroupMayBecomeSeveralInTheirOrder() throws Exception {
    write("g.csv", "group,to\nstaff,b\nstaff,a\nboss,c\n");
    assertEquals(
        Map.of("staff", List.of("b", "a"), "boss", List.of("c")),
        tables().groups("g.csv", mistakes::add));
  }

  @Test
  void aFileIsReadOnceHoweverItIsWritten() throws Exception {
    Path file = write("t.csv", "subject,user\n");
    MappingTables tables = tables();
    UserTable first = tables.users("t.csv", mistakes::add);
    assertEquals(first, tables.users("./x/../t.csv", mistakes::add));
    assertEquals(List.of(file), read);
  }

  @Test
  void aFileIsNamedBeforeItIsReadAndItsMistakesAreSaidOnce() {
    MappingTables tables = tables();
    assertEquals(UserTable.EMPTY, tables.users("none.csv", mistakes::add));
    assertEquals(UserTable.EMPTY, tables.users("none.csv", mistakes::add));
    assertEquals(1, mistakes.size());
    assertEquals(List.of(directory.resolve("none.csv")), read, "its coming is a change");
  }

  @Test
  void theRealmIsOneOfThoseThatADefinitionMaySpeakFor() {
    RealmRule one = new RealmRule.Fixed("a");
    assertEquals("a", one.forChallenges());
    assertEquals(List.of("a"), one.names());
    RealmRule several = new RealmRule.FromClaim(ClaimPath.parse("realm"), List.of("b", "a"));
    assertEquals("b", several.forChallenges(), "the first that is named");
    assertEquals(List.of("b", "a"), several.names());
  }

  @Test
  void aWarningOfAMappingBearsTheNameOfItsDefinition() {
    SettingsObject root =
        SettingsObject.root(
            Json.createObjectBuilder()
                .add(
                    "identityMapping",
                    Json.createObjectBuilder().add("claim", "user").add("noMatch", "keep"))
                .build(),
            Placeholders.ofThisProcess());
    SettingsObject issuer = root.named("webseal");
    var unused = new IdentityMappingReader(tables()).read(issuer);
    assertEquals(List.of(), root.problems());
    assertEquals(
        List.of("webseal.identityMapping.noMatch"),
        root.warnings().stream().map(warning -> warning.path()).toList());
  }
}
