package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Configs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of what is written down of callers and claims. */
class DisclosureTest {
  @TempDir Path directory;

  private Disclosure read(String name, Map<String, ?> settings) {
    return Configs.in(directory).root(name, settings).load().disclosure();
  }

  private void assertMistake(String name, Map<String, ?> settings, String mistake) {
    Configs config = Configs.in(directory).root(name, settings);
    String message = assertThrows(ConfigException.class, config::tryLoad).getMessage();
    assertTrue(String.valueOf(message).contains(mistake), message);
  }

  @Test
  void nothingIsWrittenDownUnlessItIsAskedFor() {
    assertEquals(Disclosure.NONE, Configs.in(directory).load().disclosure());
  }

  @Test
  void anAuditGoesToTheLogOrToAFileBesideTheConfiguration() {
    assertEquals(
        Optional.of(new AuditSettings(Optional.empty(), 20_971_520, 10)),
        read("audit", Map.of("log", true)).audit());
    assertEquals(
        Optional.of(
            new AuditSettings(Optional.of(directory.resolve("logs/audit.jsonl")), 1_048_576, 2)),
        read("audit", Map.of("file", "logs/audit.jsonl", "maxFileSize", 1, "maxFiles", 2)).audit());
  }

  @Test
  void anAuditToNowhereOrToBothIsAMistake() {
    String either = "audit: needs either a file, or log with the value true";
    assertMistake("audit", Map.of(), either);
    assertMistake("audit", Map.of("log", false), either);
    assertMistake("audit", Map.of("log", true, "file", "a"), either);
    assertMistake(
        "audit", Map.of("log", true, "maxFiles", 3), "audit.maxFiles: has no effect without file");
    assertMistake(
        "audit", Map.of("file", "a", "maxFiles", 1), "audit.maxFiles: must be between 2 and 10000");
    assertMistake("audit", Map.of("path", "a"), "audit.path: is not a setting");
  }

  @Test
  void theEndOfDiagnosticsIsATimeInUtc() {
    assertEquals(
        Optional.of(Instant.parse("2026-06-01T18:00:00Z")),
        read("diagnostics", Map.of("valuesUntil", "2026-06-01T18:00:00Z")).valuesUntil());
    assertMistake(
        "diagnostics",
        Map.of("valuesUntil", "tomorrow"),
        "diagnostics.valuesUntil: must be a time in UTC such as \"2027-01-31T16:00:00Z\"");
    assertMistake("diagnostics", Map.of(), "diagnostics.valuesUntil: is missing: the end of the");
  }
}
