package dev.signet.junction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JunctionTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "keys ", "mint ", "serve ", "user ", "proxy ", "dev ", "demo "})
  void everyHelpSaysWhatItIsNotFor(String command) {
    Run help = Run.of((command + "--help").split(" ", -1));
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("never for"), help.out());
    assertEquals("", help.err());
  }

  /** A name in braces is a variable for the library that prints the help, too. */
  @Test
  void theHelpShowsTheNamesOfTheMappingRule() {
    String help = Run.of("proxy", "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("in which ${user}, ${groups}, ${session} and the names of"), help);
  }

  @Test
  void theVersionIsPrinted() {
    Run version = Run.of("--version");
    assertEquals(0, version.exitCode());
    assertTrue(version.out().startsWith("signet-junction "), version.out());
  }

  @Test
  void noCommandAndAnUnknownOneAreUsageErrors() {
    Run none = Run.of();
    assertEquals(2, none.exitCode());
    assertTrue(none.err().startsWith("signet-junction: Missing required subcommand"), none.err());
    Run unknown = Run.of("sell");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("'sell'"), unknown.err());
  }
}
