package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtAuthenticator;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoredKeysTest {
  @TempDir Path directory;

  @Test
  void theStateOfTheKeysIsThereWhileTheApplicationIs() throws Exception {
    SettableClock clock = new SettableClock();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName("dev.signet:type=IssuerKeys,application=\"host /app\",issuer=\"webseal\"");
    try (JwtAuthenticator line = JwtAuthenticator.of(Configs.in(directory).load(), clock)) {
      try (MonitoredBeans monitored =
          MonitoredKeys.show(new AppContextId("host", "/app"), line, clock)) {
        assertNotNull(monitored);
        assertEquals(1, server.getAttribute(name, "Keys"));
        assertEquals("", server.getAttribute(name, "LastFailure"));
        assertEquals(1L, server.getAttribute(name, "Attempts"));
        clock.advance(Duration.ofSeconds(3));
        assertEquals(3L, server.getAttribute(name, "AgeSeconds"));
      }
      assertFalse(server.isRegistered(name));
    }
  }

  @Test
  void theDaysToTheEndOfACertificateAreThereWhereAKeyHasOne() throws Exception {
    SettableClock clock = new SettableClock();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    AppContextId application = new AppContextId("host", "/certificates");
    ObjectName name =
        new ObjectName(
            "dev.signet:type=IssuerKeys,application=\"host /certificates\",issuer=\"webseal\"");
    Configs config = Configs.in(directory);
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock);
        MonitoredBeans monitored = MonitoredKeys.show(application, line, clock)) {
      assertNotNull(monitored);
      assertEquals(Double.NaN, server.getAttribute(name, "DaysToCertificateEnd"));
    }
    Files.createDirectory(directory.resolve("keys"));
    certificate("first", TestKeys.RSA, 10);
    certificate("second", TestKeys.OTHER_RSA, 30);
    config.issuer("publicKeyLocation", "keys");
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock);
        MonitoredBeans monitored = MonitoredKeys.show(application, line, clock)) {
      assertNotNull(monitored);
      assertEquals(10.0, server.getAttribute(name, "DaysToCertificateEnd"));
      clock.advance(Duration.ofDays(11));
      assertEquals(19.0, server.getAttribute(name, "DaysToCertificateEnd"));
      assertTrue(line.keyStatuses().get(0).canVerify());
      clock.advance(Duration.ofDays(20));
      assertEquals(-1.0, server.getAttribute(name, "DaysToCertificateEnd"));
      assertFalse(line.keyStatuses().get(0).canVerify());
    }
  }

  private void certificate(String name, KeyPair keys, int days) throws Exception {
    Files.writeString(
        directory.resolve("keys/" + name + ".pem"),
        TestCertificates.of("CN=" + name, keys)
            .until(Tokens.NOW.plus(Duration.ofDays(days)))
            .pem());
  }

  @Test
  void ofTwoVersionsOfAnApplicationTheLaterOneHasANumber() throws Exception {
    SettableClock clock = new SettableClock();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    AppContextId application = new AppContextId("host", "/twice");
    ObjectName name =
        new ObjectName("dev.signet:type=IssuerKeys,application=\"host /twice\",issuer=\"webseal\"");
    ObjectName copy =
        new ObjectName(
            "dev.signet:type=IssuerKeys,application=\"host /twice\",copy=2,issuer=\"webseal\"");
    try (JwtAuthenticator line = JwtAuthenticator.of(Configs.in(directory).load(), clock)) {
      MonitoredBeans first = MonitoredKeys.show(application, line, clock);
      MonitoredBeans second = MonitoredKeys.show(application, line, clock);
      assertEquals(1, server.getAttribute(copy, "Keys"));
      first.close();
      assertFalse(server.isRegistered(name));
      assertEquals(1, server.getAttribute(copy, "Keys"));
      second.close();
      assertFalse(server.isRegistered(copy));
    }
  }
}
