package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.cluster.ClusterRevocations;
import dev.signet.config.CacheSettings;
import dev.signet.config.ConfigException;
import dev.signet.http.KeyThreads;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevokedKind;
import dev.signet.revocation.ServerRevocations;
import dev.signet.testing.Configs;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestEngine;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token that another server takes back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RevocationElsewhereTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final ServerRevocations other = ServerRevocations.apart(clock);

  @BeforeEach
  @AfterEach
  void forget() throws JMException {
    TestEngine.declare("used", "revoked");
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.signet:type=ServerRevocations");
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
  }

  private Configs sharing(String revocations) {
    return Configs.in(directory)
        .root(
            "cache",
            Map.of(
                "provider",
                TestEngine.NAME,
                "uri",
                "test:it",
                "name",
                "used",
                "revocations",
                revocations));
  }

  private ClusterRevocations otherServer() {
    CacheSettings settings =
        new CacheSettings(
            Optional.of(TestEngine.NAME),
            Optional.of(URI.create("test:it")),
            "used",
            Optional.of("revoked"));
    return ClusterRevocations.join(settings, other, KeyThreads.FILES, clock);
  }

  private void revokeElsewhere(String jti) {
    int unused =
        other.add(
            new Revocation(
                RevokedKind.TOKEN,
                Tokens.ISSUER,
                jti,
                Optional.empty(),
                Optional.of(Tokens.NOW.plus(Duration.ofHours(1)))));
  }

  private static AuthenticationResult ask(JwtAuthenticator line, String jti)
      throws VerificationUnavailableException {
    return line.authenticate(Requests.withJwt(Tokens.good().claim("jti", jti).compact()));
  }

  private static void awaitRevoked(JwtAuthenticator line, String jti) throws Exception {
    AuthenticationResult answer = ask(line, jti);
    while (answer instanceof Authenticated) {
      Thread.sleep(20);
      answer = ask(line, jti);
    }
    assertEquals(Rejection.REVOKED, Refused.reason(answer));
  }

  @Test
  void aRememberedTokenIsRefusedAndAReloadOfTheConfigurationGoesOnWithTheOthers() throws Exception {
    JwtAuthenticator before = JwtAuthenticator.of(sharing("revoked").load(), clock);
    try (ClusterRevocations exchange = otherServer()) {
      assertInstanceOf(Authenticated.class, ask(before, "one"));
      revokeElsewhere("one");
      awaitRevoked(before, "one");
      assertEquals(
          "added; 2 are in force " + exchange.reach(),
          before
              .revocations()
              .operations()
              .revokeToken(Tokens.ISSUER, "two", "2027-06-02T00:00:00Z"));
      while (other.current().size() < 2) {
        Thread.sleep(20);
      }
      try (JwtAuthenticator next = before.successor(sharing("revoked").load())) {
        before.close();
        revokeElsewhere("three");
        awaitRevoked(next, "three");
        awaitRevoked(next, "one");
        assertEquals(1, TestEngine.opened());
      }
      assertEquals(0, TestEngine.closed());
    }
    assertEquals(1, TestEngine.closed());
  }

  @Test
  void aRehearsalIsNoMember() throws Exception {
    try (JwtAuthenticator line =
        JwtAuthenticator.of(sharing("revoked").root("mode", "report").load(), clock)) {
      assertEquals(
          "added; 1 are in force on this server",
          line.revocations()
              .operations()
              .revokeToken(Tokens.ISSUER, "one", "2027-06-02T00:00:00Z"));
      assertEquals(0, TestEngine.opened());
    }
  }

  @Test
  void theCacheMustBeThereAndBeAnother() {
    ConfigException mistake = assertThrows(ConfigException.class, () -> sharing("used").tryLoad());
    assertEquals(
        "[cache.revocations: must be another cache than name]", mistake.problems().toString());
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> JwtAuthenticator.of(sharing("missing").load(), clock));
    assertEquals(
        "cache: the engine's configuration has no cache \"missing\": declare it there, since one"
            + " that Signet creates would not be shared",
        missing.getMessage());
    assertEquals(1, TestEngine.closed());
  }
}
