package dev.signet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.CacheSettings;
import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevokedKind;
import dev.signet.revocation.ServerRevocations;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestEngine;
import dev.signet.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is revoked on one server while it runs is revoked on all that share the cache. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClusterRevocationsTest {
  private static final String NAME = "revoked";
  private static final String EMPTY = "signet revocations 1 0";

  private final SettableClock clock = new SettableClock();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final CacheSettings settings =
      new CacheSettings(
          Optional.of(TestEngine.NAME),
          Optional.of(URI.create("test:it")),
          "used",
          Optional.of(NAME));
  private final ServerRevocations here = ServerRevocations.apart(clock);
  private final ServerRevocations there = ServerRevocations.apart(clock);

  @BeforeEach
  void declare() {
    TestEngine.declare("used", NAME);
  }

  @AfterEach
  void end() {
    var unused = threads.shutdownNow();
    TestEngine.reset();
  }

  private ClusterRevocations join(ServerRevocations server) {
    return ClusterRevocations.join(settings, server, threads, clock);
  }

  private int revoke(ServerRevocations server, String session) {
    return server.add(
        new Revocation(
            RevokedKind.SESSION,
            "i",
            session,
            Optional.empty(),
            Optional.of(Tokens.NOW.plus(Duration.ofHours(1)))));
  }

  private boolean isRevoked(ServerRevocations server, String session) {
    RevocableToken token =
        RevocableToken.of(
            "i",
            Tokens.NOW.getEpochSecond(),
            List.of(new RevocableToken.Name(RevokedKind.SESSION, session)));
    return server.current().revoking(token, clock.instant()).isPresent();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(20);
    }
  }

  private static String content() {
    return String.valueOf(TestEngine.content(NAME).get(ClusterRevocations.ENTRY));
  }

  @Test
  void whatOneRevokesAndTakesBackCountsForAllAlsoForOneThatJoinsLater() throws Exception {
    try (ClusterRevocations one = join(here);
        ClusterRevocations other = join(there)) {
      assertEquals(1, revoke(here, "secret"));
      await(() -> isRevoked(there, "secret"));
      assertEquals(
          "on this server, and within two seconds on those that share its cache", one.reach());
      assertFalse(isRevoked(there, "another"));
      assertEquals(2, revoke(there, "another"));
      await(() -> isRevoked(here, "another"));
      assertTrue(isRevoked(here, "secret"));
      assertFalse(content().contains("secret"), "a value in clear");
      ServerRevocations third = ServerRevocations.apart(clock);
      try (ClusterRevocations joined = join(third)) {
        await(() -> isRevoked(third, "secret") && isRevoked(third, "another"));
        assertEquals(2, there.takeBackAll());
        await(() -> here.current().size() == 0 && third.current().size() == 0);
        assertEquals(1, revoke(third, "new"));
        await(() -> isRevoked(here, "new") && isRevoked(there, "new"));
        await(() -> joined.reach().equals(other.reach()));
      }
    }
    assertEquals(1, TestEngine.closed());
  }

  /** Neither drops a list nor makes tokens be looked up again. */
  @Test
  void aRoundWithoutAChangeChangesNothing() throws Exception {
    try (ClusterRevocations one = join(here)) {
      assertEquals(1, revoke(here, "s"));
      await(() -> content().contains(":"));
      var list = here.current();
      int calls = TestEngine.calls();
      await(() -> TestEngine.calls() > calls + 2);
      assertTrue(list == here.current());
      assertTrue(one.reach().startsWith("on this server, and"));
    }
  }

  @Test
  void whileTheClusterIsGoneWhatIsKnownStaysAndWhatIsNewGetsThereLater() throws Exception {
    String cache = " the cache \"revoked\" of " + TestEngine.NAME + " ";
    try (LogOfSignet log = LogOfSignet.open();
        ClusterRevocations one = join(here);
        ClusterRevocations other = join(there)) {
      assertEquals(1, revoke(here, "s"));
      await(() -> isRevoked(there, "s"));
      TestEngine.failWith(new CacheException("secret"));
      await(() -> other.reach().endsWith("when the cache answers"));
      await(() -> one.reach().equals(other.reach()));
      assertEquals(2, revoke(there, "late"));
      assertTrue(isRevoked(here, "s") && isRevoked(there, "s") && isRevoked(there, "late"));
      TestEngine.answer();
      await(() -> isRevoked(here, "late"));
      assertTrue(isRevoked(here, "s") && isRevoked(there, "s"));
      assertEquals(
          List.of(
              "WARNING"
                  + cache
                  + "fails: CacheException; what is revoked by JMX does not come from or get to"
                  + " other servers, and what is known here stays revoked, until it answers",
              "INFO" + cache + "answers again"),
          log.linesWith("the cache"));
    }
  }

  @Test
  void aClusterThatHasLostItsEntriesGetsThemAgain() throws Exception {
    try (ClusterRevocations one = join(here)) {
      assertEquals(1, revoke(here, "s"));
      await(() -> content().contains(":"));
      String before = content();
      TestEngine.content(NAME).clear();
      await(() -> content().equals(before));
      TestEngine.content(NAME).put(ClusterRevocations.ENTRY, EMPTY);
      await(() -> content().equals(before));
      assertTrue(isRevoked(here, "s"));
      assertTrue(one.reach().startsWith("on this server"));
    }
  }

  @Test
  void whatIsNoListIsSaidOnceAndTakesNothingBack() throws Exception {
    try (LogOfSignet log = LogOfSignet.open();
        ClusterRevocations one = join(here)) {
      assertEquals(1, revoke(here, "s"));
      await(() -> content().contains(":"));
      TestEngine.content(NAME).put(ClusterRevocations.ENTRY, "anything");
      await(() -> one.reach().endsWith("when the cache answers"));
      int calls = TestEngine.calls();
      await(() -> TestEngine.calls() > calls + 1);
      assertTrue(isRevoked(here, "s"));
      assertEquals("anything", content());
      assertEquals(
          List.of(
              "SEVERE the revocations in the cache \"revoked\" cannot be exchanged, so those that"
                  + " are known here stay in force: java.lang.IllegalArgumentException"),
          log.linesWith("exchanged"));
    }
  }

  @Test
  void anEntryEndsInTheCacheToo() throws Exception {
    try (ClusterRevocations one = join(here)) {
      assertEquals(1, revoke(here, "s"));
      await(() -> content().contains(":"));
      clock.advance(Duration.ofHours(1));
      await(() -> content().equals(EMPTY));
      assertFalse(isRevoked(here, "s"));
      assertTrue(one.reach().startsWith("on this server"));
    }
  }
}
