package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet revoke}: what is in the file afterwards. */
class RevokeCommandTest {
  private static final String LATER = "2099-01-01T00:00:00Z";

  @TempDir private Path directory;
  private Path file = Path.of("revoked.json");

  @BeforeEach
  void name() {
    file = directory.resolve("revoked.json");
  }

  private Ran revoke(String... arguments) {
    List<String> all = new ArrayList<>(List.of("revoke", "--file", file.toString()));
    all.addAll(List.of(arguments));
    return Ran.of(all.toArray(String[]::new));
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  @Test
  void theFirstEntryMakesTheFile() throws Exception {
    Ran ran = revoke("--issuer", "https://idp", "--jti", "a \"b\"", "--until", LATER);
    assertEquals(
        new Ran(0, List.of(file + ": 1 entry added, 0 kept, 0 removed that had ended"), List.of()),
        ran);
    assertEquals(
        """
        [
          {"issuer":"https://idp","jti":"a \\"b\\"","until":"2099-01-01T00:00:00Z"}
        ]
        """,
        text());
  }

  @Test
  void whatIsThereIsKeptAndWhatHasEndedIsRemoved() throws Exception {
    Files.writeString(
        file,
        """
        [ { "issuer": "i", "session": "old", "until": 1000 },
          { "issuer": "i", "session": "s", "until": "2099-01-01T00:00:00+01:00", "reason": "x, y" },
          { "issuer": "i", "all": true, "issuedBefore": 1000 } ]
        """);
    Ran ran = revoke("--issuer", "i", "--kid", "k", "--reason", "stolen");
    assertTrue(ran.outHas("1 entry added, 2 kept, 1 removed that had ended"), ran::toString);
    assertEquals(
        """
        [
          {"issuer":"i","session":"s","until":"2099-01-01T00:00:00+01:00","reason":"x, y"},
          {"issuer":"i","all":true,"issuedBefore":"1000"},
          {"issuer":"i","kid":"k","reason":"stolen"}
        ]
        """,
        text());
  }

  @Test
  void aTableStaysATable() throws Exception {
    file =
        Files.writeString(directory.resolve("r.csv"), "issuer,jti,until\ni,\"a,b\",4000000000\n");
    assertEquals(0, revoke("--issuer", "i", "--all", "--until", LATER).exitCode());
    assertEquals(
        """
        issuer,jti,session,subject,kid,all,issuedBefore,until,reason
        i,"a,b",,,,,,4000000000,
        i,,,,,true,,2099-01-01T00:00:00Z,
        """,
        text());
  }

  @Test
  void aBrokenFileIsNotChanged() throws Exception {
    String broken = "[ { \"issuer\": \"i\", \"jtii\": \"x\" } ]";
    Files.writeString(file, broken);
    Ran ran = revoke("--issuer", "i", "--jti", "one", "--until", LATER);
    assertEquals(1, ran.exitCode());
    assertEquals(
        List.of(
            "signet revoke: nothing was changed: "
                + file.toRealPath()
                + " line 1: \"jtii\" is not a member of an entry; did you mean \"jti\"?"),
        ran.err());
    assertEquals(broken, text());
  }

  @Test
  void theEndFollowsFromTheConfigurationBesideTheFile() throws Exception {
    TestKeys.pem(
        directory.resolve("signer.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    Files.writeString(
        directory.resolve("signet.json"),
        """
        { "issuers": [
            { "id": "webseal", "issuerIdentifier": "https://idp", "audiences": ["urn:app"],
              "signatureAlgorithm": "RS256", "maxTokenLifetime": "1h", "clockSkew": "60s",
              "publicKeyLocation": "signer.pem" } ] }
        """);
    assertEquals(
        0,
        revoke("--issuer", "https://idp", "--subject", "u", "--issued-before", "4000000000")
            .exitCode());
    assertTrue(
        text().contains("\"until\":\"" + Instant.ofEpochSecond(4_000_000_000L + 3_720) + "\""),
        text());
  }

  @Test
  void anEntryWhoseEndIsUnknownIsAMistake() {
    Ran ran = revoke("--issuer", "i", "--session", "s");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().get(0).contains("--until is missing: "), ran::toString);
    assertFalse(Files.exists(file));
  }

  @Test
  void oneThingIsNamed() {
    assertEquals(2, revoke("--issuer", "i", "--until", LATER).exitCode());
    assertEquals(2, revoke("--jti", "i", "--until", LATER).exitCode());
    assertEquals(2, revoke("--issuer", "i", "--jti", "a", "--kid", "k").exitCode());
    assertEquals(2, revoke("--issuer", "i", "--jti", "a", "--until", "tomorrow").exitCode());
    assertEquals(2, revoke("--issuer", "i", "--jti", "a", "--until", "1000").exitCode());
  }

  @Test
  void aListChangesNothing() throws Exception {
    String entries =
        "[{\"issuer\":\"i\",\"jti\":\"a\\u001b\",\"until\":1},{\"issuer\":\"i\",\"kid\":\"k\"}]";
    Files.writeString(file, entries);
    assertEquals(
        new Ran(
            0,
            List.of(
                "  ended, issuer i, jti a?, until 1970-01-01T00:00:01Z",
                "  in force, issuer i, kid k",
                "2 entries, of which 1 have ended"),
            List.of()),
        revoke("--list"));
    assertEquals(entries, text());
  }

  /** A lock is a process's, so these are processes, as an administrator's are. */
  @Test
  void commandsAtOnceLoseNothing() throws Exception {
    List<Process> commands = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      commands.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Signet.class.getName(),
                  "revoke",
                  "--file=" + file,
                  "--issuer=i",
                  "--jti=id" + i,
                  "--until=" + LATER)
              .inheritIO()
              .start());
    }
    for (Process command : commands) {
      assertEquals(0, command.waitFor());
    }
    assertEquals(6, text().lines().count(), text());
  }

  @Test
  void aLinkStaysALinkAndPermissionsStay() throws Exception {
    Path real = Files.writeString(directory.resolve("real.json"), "[]");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(file, real);
    assertEquals(0, revoke("--issuer", "i", "--kid", "k").exitCode());
    assertTrue(Files.isSymbolicLink(file));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    assertTrue(text().contains("\"kid\""));
  }
}
