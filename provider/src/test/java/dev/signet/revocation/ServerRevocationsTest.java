package dev.signet.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogOfSignet;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMX revokes: for the whole server, and each with an end. */
class ServerRevocationsTest {
  private static final String LATER = "2026-06-01T12:10:00Z";

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(0);

  @BeforeEach
  @AfterEach
  void forget() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (server.isRegistered(new ObjectName(ServerRevocations.NAME))) {
      server.unregisterMBean(new ObjectName(ServerRevocations.NAME));
    }
    var unused = threads.shutdownNow();
  }

  /** An application with its own file. */
  private Revocations application(String name, Optional<Duration> longest) {
    RevocationSettings settings =
        new RevocationSettings(directory.resolve(name), false, Map.of("i", longest));
    return Revocations.of(
        LoadedRevocations.read(settings),
        Executors.newScheduledThreadPool(0),
        clock,
        server -> RevocationSharing.NONE);
  }

  private static RevocableToken session(String id) {
    return RevocableToken.of(
        "i",
        Tokens.NOW.getEpochSecond(),
        List.of(new RevocableToken.Name(RevokedKind.SESSION, id)));
  }

  @Test
  void oneApplicationRevokesForAllUntilTheEnd() {
    try (Revocations one = application("one", Optional.empty());
        Revocations other = application("other", Optional.empty());
        LogOfSignet log = LogOfSignet.open()) {
      RevocableToken token = session("secret");
      assertEquals(Optional.empty(), other.revoking(token));
      assertEquals(
          "added; 1 are in force on this server",
          one.operations().revokeSession("i", "secret", LATER));
      assertEquals(Optional.of(RevokedKind.SESSION), other.revoking(token));
      assertEquals(Optional.empty(), other.revoking(session("Secret")));
      assertEquals(
          List.of("INFO one revocation by session was added by JMX; 1 are in force on this server"),
          log.linesWith("JMX"));
      clock.advance(Duration.ofMinutes(10));
      assertEquals(Optional.empty(), other.revoking(token));
      assertEquals(
          "added; 1 are in force on this server",
          one.operations().revokeSession("i", "another", "2026-06-01T13:00:00Z"));
      assertEquals("1 were taken back", other.operations().takeBackAll());
      assertTrue(one.isEmpty());
    }
  }

  @Test
  void anEndIsGivenOrFollows() {
    try (Revocations limited = application("one", Optional.of(Duration.ofMinutes(5)));
        Revocations unlimited = application("other", Optional.empty())) {
      IllegalArgumentException mistake =
          assertThrows(
              IllegalArgumentException.class,
              () -> unlimited.operations().revokeSession("i", "s", ""));
      assertEquals(
          "until: is empty, and no maxTokenLifetime or maxTokenAge says when the last token ends",
          mistake.getMessage());
      assertThrows(
          IllegalArgumentException.class, () -> limited.operations().revokeKey("i", "k", ""));
      assertThrows(
          IllegalArgumentException.class,
          () -> limited.operations().revokeToken("i", "t", "2026-06-01T12:00:00Z"));
      String unused = limited.operations().revokeSession("i", "s", "");
      clock.advance(Duration.ofMinutes(5).minusSeconds(1));
      assertEquals(Optional.of(RevokedKind.SESSION), limited.revoking(session("s")));
      clock.advance(Duration.ofSeconds(1));
      assertEquals(Optional.empty(), limited.revoking(session("s")));
    }
  }

  @Test
  void whatIsIssuedAfterARevocationOfAllIsAccepted() {
    try (Revocations one = application("one", Optional.empty())) {
      clock.advance(Duration.ofSeconds(1));
      assertEquals(
          "added; 1 are in force on this server; no definition of this application has this issuer",
          one.operations().revokeIssuer("j", "", LATER));
      String unused = one.operations().revokeIssuer("i", "", LATER);
      assertEquals(Optional.of(RevokedKind.ISSUER), one.revoking(session("s")));
      RevocableToken later = RevocableToken.of("i", clock.instant().getEpochSecond(), List.of());
      assertEquals(Optional.empty(), one.revoking(later));
    }
  }
}
