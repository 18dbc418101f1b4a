package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** By what a session is revoked at a server. */
enum RevokedBy {
  FILE(false) {
    @Override
    void revoke(RevokingServer at, String session) throws IOException {
      String entry =
          "[{\"issuer\":\"%s\",\"session\":\"%s\",\"until\":\"%s\"}]"
              .formatted(Tokens.ISSUER, session, Instant.now().plus(Duration.ofHours(1)));
      Path beside = Files.writeString(at.configuration().resolve("revoked.new"), entry);
      Files.move(
          beside,
          at.configuration().resolve("revoked.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  },
  COMMAND(false) {
    @Override
    void revoke(RevokingServer at, String session) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(
                  Path.of(ClusterServer.property("java.home"), "bin", "java").toString(),
                  "-jar",
                  ClusterServer.property("cluster.command"),
                  "revoke",
                  "--file=" + at.configuration().resolve("revoked.json"),
                  "--issuer=" + Tokens.ISSUER,
                  "--session=" + session)
              .inheritIO()
              .start();
      assertEquals(0, process.waitFor());
    }
  },
  JMX(true) {
    @Override
    void revoke(RevokingServer at, String session) throws IOException, JMException {
      String until = Instant.now().plus(Duration.ofHours(1)).toString();
      String[] types = {String.class.getName(), String.class.getName(), String.class.getName()};
      try (JMXConnector connector = connect(at.server().pid())) {
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        ObjectName all = new ObjectName("dev.signet:type=Revocations,*");
        ObjectName bean =
            beans.queryNames(all, null).stream()
                .filter(name -> name.getKeyProperty("application").contains("/app"))
                .findFirst()
                .orElseThrow();
        Object answer =
            beans.invoke(
                bean, "revokeSession", new String[] {Tokens.ISSUER, session, until}, types);
        assertTrue(answer.toString().contains("those that share its cache"), "" + answer);
      }
    }
  },
  LOGOUT_TOKEN(true) {
    @Override
    void revoke(RevokingServer at, String session) {
      assertEquals(
          200, RevokingServer.send(at.logout("/app" + RevokingServer.LOGOUT, session).build()));
    }
  };

  private final boolean isExchanged;

  RevokedBy(boolean isExchanged) {
    this.isExchanged = isExchanged;
  }

  /** Whether servers tell each other what was revoked by it. */
  boolean isExchanged() {
    return isExchanged;
  }

  abstract void revoke(RevokingServer at, String session) throws Exception;

  /** As jconsole reaches a program of the same user; it needs no setting of the server. */
  @SuppressWarnings("BanJNDI") // the address is the server's own
  private static JMXConnector connect(long pid) throws IOException {
    try {
      VirtualMachine server = VirtualMachine.attach(Long.toString(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(server.startLocalManagementAgent()));
      } finally {
        server.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
