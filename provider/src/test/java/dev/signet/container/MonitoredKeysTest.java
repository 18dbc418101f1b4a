package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.signet.JwtAuthenticator;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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
