package dev.signet.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.explain.RefusedSample.Obstacle;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * For each entry of the catalogue the server's log and {@code signet explain} say the same of the
 * same token and configuration.
 */
class AgreementTest {
  /** What no command can know: explain accepts the token, and names the step that is left. */
  private static final Map<Rejection, Obstacle> OF_RUNNING_SERVERS =
      Map.of(
          // the memory of used tokens is the server's
          Rejection.TOKEN_USED, Obstacle.USED_BEFORE,
          // the stores are beans of the running application
          Rejection.IDENTITY_STORE_REJECTED, Obstacle.REJECTING_STORES,
          // the other login is in the server's own cookie
          Rejection.CALLER_MISMATCH, Obstacle.OTHER_LOGIN);

  private static final Path TABLE = Path.of("target", "refusals-explained.md");

  private static final Map<Rejection, String> ROWS = new EnumMap<>(Rejection.class);

  @TempDir private static Path directory;
  private static final IntrospectionEndpoint ISSUER = IntrospectionEndpoint.start();
  private static final KeyServer KEYS =
      KeyServer.start().publishes(KeyServer.jwk("key-1", TestKeys.RSA.getPublic()));
  private static Optional<RefusedSamples> samples = Optional.empty();

  @BeforeAll
  static void make() {
    samples = Optional.of(new RefusedSamples(directory, ISSUER, KEYS));
  }

  /** For a reader: both sides of each entry. */
  @AfterAll
  static void stop() throws IOException {
    ISSUER.close();
    KEYS.close();
    List<String> lines = new ArrayList<>();
    lines.add("| number | the server's log | the line of `explain` that has not got an `ok` |");
    lines.add("|---|---|---|");
    lines.addAll(ROWS.values());
    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.write(TABLE, lines);
  }

  /** But for the logout requests of issuers, whose tokens are no identities. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"LOGOUT_MALFORMED", "LOGOUT_TOKEN_INVALID"})
  void theLogAndExplainAgree(Rejection reason) throws Exception {
    RefusedSample sample =
        samples
            .flatMap(all -> all.of(reason))
            .orElseThrow(() -> new AssertionError(reason.id() + " has no sample"));
    Explained explained = sample.explained(directory);
    List<String> log = sample.logged();
    assertEquals(1, log.size(), log::toString);
    LoggedRefusal logged = LoggedRefusal.of(log.get(0));
    assertEquals(reason.id() + ": " + reason.text(), logged.text());
    assertEquals("", explained.err());
    Obstacle obstacle = OF_RUNNING_SERVERS.getOrDefault(reason, Obstacle.NONE);
    assertEquals(obstacle, sample.obstacle());
    if (obstacle == Obstacle.NONE) {
      assertRefused(logged, explained);
    } else {
      assertLeftToTheServer(obstacle, explained);
    }
    write(reason, log.get(0), step(explained, obstacle));
  }

  /** Without what differs from run to run. */
  private static void write(Rejection reason, String line, String step) {
    String logged = line.replaceFirst("ref [A-Z2-9]{8}", "ref K7QMZ4XD");
    String explained =
        step.replace(directory.toString(), "…")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "keys.example.com");
    ROWS.put(reason, "| %s | `%s` | `%s` |".formatted(reason.id(), logged, explained));
  }

  private static String step(Explained explained, Obstacle obstacle) {
    return explained.steps().stream()
        .filter(line -> !line.startsWith("  ok ") && line.contains(obstacle.step()))
        .map(String::strip)
        .findFirst()
        .orElseThrow();
  }

  private static void assertRefused(LoggedRefusal logged, Explained explained) {
    assertEquals(1, explained.exitCode(), explained::toString);
    assertEquals(logged, LoggedRefusal.explained(explained.conclusion()));
    assertFalse(explained.has("confidential"), explained::toString);
    List<String> steps = explained.steps();
    String last = steps.get(steps.size() - 1);
    assertTrue(last.startsWith("  REFUSED  "), explained::toString);
    assertEquals(
        List.of(),
        steps.subList(0, steps.size() - 1).stream().filter(s -> !s.startsWith("  ok ")).toList());
  }

  private static void assertLeftToTheServer(Obstacle obstacle, Explained explained) {
    assertEquals(0, explained.exitCode(), explained::toString);
    assertTrue(explained.has("accepted by definition webseal"), explained::toString);
    assertTrue(
        explained.steps().stream()
            .anyMatch(step -> step.startsWith("  server   %-20s ".formatted(obstacle.step()))),
        explained::toString);
  }
}
