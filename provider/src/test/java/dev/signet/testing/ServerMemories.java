package dev.signet.testing;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the applications of one server share, which are those of all tests. */
public final class ServerMemories {
  private static final List<String> NAMES =
      List.of(
          "dev.signet:type=UsedTokens",
          "dev.signet:type=ServerRevocations",
          "dev.signet:type=ServerLogouts");

  private ServerMemories() {}

  public static void forget() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (String name : NAMES) {
      if (server.isRegistered(new ObjectName(name))) {
        server.unregisterMBean(new ObjectName(name));
      }
    }
  }
}
