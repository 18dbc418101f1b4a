package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command as the junction's, whose tests say what it writes. */
class JwksTest {
  @TempDir private Path directory;

  @Test
  void aKeystoreThatIsMissingIsAFailureInOneLine() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "of a test");
    Path missing = directory.resolve("missing.p12");
    Ran ran =
        Ran.of("jwks", "--keystore", missing.toString(), "--password-file", password.toString());
    assertEquals(1, ran.exitCode());
    assertEquals(List.of(), ran.out());
    assertEquals(1, ran.err().size(), ran::toString);
    assertTrue(ran.err().get(0).startsWith("signet jwks: " + missing), ran::toString);
  }

  @Test
  void helpNamesTheOutputFile() {
    Ran ran = Ran.of("jwks", "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.outHas("--output=FILE"), ran::toString);
  }
}
