package dev.signet.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.ServerMemories;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logouts that a server remembers: few or many, until each has ended. */
class ServerLogoutsTest {
  private final SettableClock clock = new SettableClock();

  @BeforeEach
  @AfterEach
  void forget() throws Exception {
    ServerMemories.forget();
  }

  private static void logOut(ServerLogouts logouts, int session, Duration rest) {
    logouts.add(
        new Revocation(
            RevokedKind.SESSION,
            Tokens.ISSUER,
            "session" + session,
            Optional.empty(),
            Optional.of(Tokens.NOW.plus(rest))));
  }

  private boolean isEnded(ServerLogouts logouts, int session) {
    RevocableToken token =
        RevocableToken.of(
            Tokens.ISSUER,
            Tokens.NOW.getEpochSecond(),
            List.of(new RevocableToken.Name(RevokedKind.SESSION, "session" + session)));
    return logouts.sources().stream()
        .anyMatch(source -> source.current().revoking(token, clock.instant()).isPresent());
  }

  private static int size(ServerLogouts logouts) {
    return logouts.sources().stream().mapToInt(source -> source.current().size()).sum();
  }

  @Test
  void noneIsLostWhenTheSmallMapIsAddedToTheLargeOne() {
    ServerLogouts logouts = ServerLogouts.join(clock);
    ServerLogouts anothers = ServerLogouts.join(clock);
    for (int i = 0; i < 2 * ServerLogouts.MAX_RECENT + 2; i++) {
      assertFalse(isEnded(anothers, i));
      logOut(logouts, i, Duration.ofHours(1));
      assertTrue(isEnded(anothers, i));
      assertEquals(i + 1, size(anothers));
    }
    assertTrue(isEnded(logouts, 0));
    assertFalse(isEnded(logouts, -1));
  }

  @Test
  void aListIsTheSameUntilItChanges() {
    ServerLogouts logouts = ServerLogouts.join(clock);
    logOut(logouts, 1, Duration.ofHours(1));
    RevocationSource recent = logouts.sources().get(0);
    RevocationSource settled = logouts.sources().get(1);
    RevocationList before = recent.current();
    RevocationList large = settled.current();
    assertSame(before, recent.current());
    logOut(logouts, 2, Duration.ofHours(1));
    assertEquals(2, recent.current().size());
    assertSame(large, settled.current());
  }

  @Test
  void eachEndsAndMakesRoom() {
    ServerLogouts logouts = ServerLogouts.join(clock);
    logOut(logouts, 0, Duration.ZERO);
    assertEquals(0, size(logouts));
    for (int i = 0; i < ServerLogouts.MAX_RECENT; i++) {
      logOut(logouts, i, Duration.ofSeconds(10));
    }
    clock.advance(Duration.ofSeconds(9));
    assertTrue(isEnded(logouts, 0));
    clock.advance(Duration.ofSeconds(1));
    assertFalse(isEnded(logouts, 0));
    logOut(logouts, -1, Duration.ofHours(1));
    assertEquals(1, size(logouts));
  }

  @Test
  void aFullMemoryTakesNoMoreAndKeepsWhatItHas() {
    int promised = 2_000;
    ServerLogouts logouts = ServerLogouts.join(promised, clock);
    int most = promised + ServerLogouts.MAX_RECENT + 1;
    int added = 0;
    while (added < most && isAdded(logouts, added)) {
      added++;
    }
    int refused = added;
    assertTrue(refused >= promised && refused < most, () -> "after " + refused);
    assertThrows(IllegalStateException.class, () -> logOut(logouts, refused, Duration.ofHours(1)));
    assertFalse(isEnded(logouts, refused));
    assertTrue(isEnded(logouts, refused - 1));
    assertTrue(isEnded(logouts, 0));
    clock.advance(Duration.ofHours(1));
    logouts.add(
        new Revocation(
            RevokedKind.SUBJECT,
            Tokens.ISSUER,
            "testuser",
            Optional.empty(),
            Optional.of(clock.instant().plusSeconds(60))));
    assertEquals(1, size(logouts));
  }

  private static boolean isAdded(ServerLogouts logouts, int session) {
    try {
      logOut(logouts, session, Duration.ofHours(1));
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
