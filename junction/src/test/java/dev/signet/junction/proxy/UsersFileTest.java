package dev.signet.junction.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.junction.testing.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The users file: what the command writes, and how a wrong one is told. */
class UsersFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("users.json");
  }

  private Run add(String name, String password, String... options) throws Exception {
    Path passwordFile = Files.writeString(folder.resolve("pw"), password + "\n");
    return Run.of(
        List.of(
            "user", "--users=" + file(), "--user=" + name, "--user-password-file=" + passwordFile),
        options);
  }

  @Test
  void theCommandAddsAndReplacesAUserAndLeavesTheOthers() throws Exception {
    assertEquals(
        0, add("ann", "secret one", "--group=a", "--group=b", "--claim=level=3").exitCode());
    assertEquals(0, add("bob", "secret two", "--operator").exitCode());
    Users users = new UsersFile(file()).read();
    User ann = users.authenticate("ann", "secret one").orElseThrow();
    assertEquals(List.of("a", "b"), ann.groups());
    assertEquals(3, ann.claims().getInt("level"));
    assertFalse(ann.operator());
    assertTrue(users.authenticate("bob", "secret two").orElseThrow().operator());
    assertTrue(users.authenticate("bob", "secret one").isEmpty());

    assertEquals(0, add("bob", "secret three").exitCode());
    Users changed = new UsersFile(file()).read();
    assertTrue(changed.authenticate("bob", "secret two").isEmpty());
    assertFalse(changed.authenticate("bob", "secret three").orElseThrow().operator());
    assertTrue(changed.authenticate("ann", "secret one").isPresent());
  }

  @Test
  void thePasswordIsNowhereInTheFile() throws Exception {
    add("ann", "secret one");
    assertFalse(Files.readString(file()).contains("secret"));
  }

  @Test
  void hashesThatOtherToolsMakeAreRead() throws Exception {
    String hash = Users.hash("pw".toCharArray());
    for (String variant : List.of("$2a$", "$2b$", "$2y$")) {
      Files.writeString(file(), "{\"ann\":{\"password\":\"" + variant + hash.substring(4) + "\"}}");
      assertTrue(new UsersFile(file()).read().authenticate("ann", "pw").isPresent(), variant);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|should be one JSON object",
        "{|is not JSON, or has one name twice",
        "{}|names no user",
        "{\"\":{}}|: is no name of a user",
        "{\"ann\":1}|ann: should be an object",
        "{\"ann\":{}}|ann.password: should be a bcrypt hash with a cost of 10 or more",
        "{\"ann\":{\"password\":\"clear\"}}|ann.password: should be a bcrypt hash with a cost of 10 or more",
        "{\"ann\":{\"password\":\"$2y$09$HASH\"}}|ann.password: should be a bcrypt hash with a cost of 10 or more",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"groups\":\"a\"}}|ann.groups: should be an array of texts",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"groups\":[1]}}|ann.groups: should hold texts only",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"claims\":[]}}|ann.claims: should be an object",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"operator\":1}}|ann.operator: should be true or false",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"tickets\":[]}}|ann.tickets: should be an object with users and audiences",
        "{\"ann\":{\"password\":\"$2y$10$HASH\",\"tickets\":{\"users\":1,\"audiences\":[]}}}|ann.tickets.users: should be an array of texts",
        "{\"ann\":{\"pasword\":\"x\"}}|ann.pasword: is none of password, groups, claims, operator and tickets"
      })
  void aMistakeIsToldWithItsPlace(String text, String message) throws Exception {
    Files.writeString(file(), text.replace("HASH", "a".repeat(53)));
    CommandFailedException wrong =
        assertThrows(CommandFailedException.class, () -> new UsersFile(file()).read());
    assertEquals(file() + ": " + message, wrong.getMessage());
  }
}
