package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.keys.KeyStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows the state of an application's keys in the platform's MBean server, until it is closed. */
final class MonitoredKeys implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MonitoredKeys.class.getName());

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> names = new ArrayList<>();

  /** One issuer's keys as they are at each call. */
  private record View(JwtAuthenticator authenticator, int index, Clock clock)
      implements IssuerKeysMXBean {
    private KeyStatus status() {
      return authenticator.keyStatuses().get(index);
    }

    @Override
    public int getKeys() {
      return status().keys();
    }

    @Override
    public long getAgeSeconds() {
      return status()
          .lastSuccess()
          .map(at -> Duration.between(at, clock.instant()).toSeconds())
          .orElse(-1L);
    }

    @Override
    public String getLastFailure() {
      return status().lastFailure().orElse("");
    }

    @Override
    public long getAttempts() {
      return status().attempts();
    }
  }

  /** Where monitoring fails, the log says so and the application runs without it. */
  static MonitoredKeys show(AppContextId application, JwtAuthenticator authenticator, Clock clock) {
    MonitoredKeys monitored = new MonitoredKeys();
    List<KeyStatus> statuses = authenticator.keyStatuses();
    for (int i = 0; i < statuses.size(); i++) {
      try {
        monitored.show(application, statuses.get(i).issuerId(), new View(authenticator, i, clock));
      } catch (JMException | RuntimeException e) {
        LOG.log(Level.WARNING, "{0}: its keys cannot be monitored", application);
      }
    }
    return monitored;
  }

  /** Versions of an application share its name: the second and later ones get a number. */
  private void show(AppContextId application, String issuerId, View view) throws JMException {
    for (int copy = 1; ; copy++) {
      ObjectName name =
          new ObjectName(
              "dev.signet:type=IssuerKeys,application="
                  + ObjectName.quote(application.toString())
                  + (copy == 1 ? "" : ",copy=" + copy)
                  + ",issuer="
                  + ObjectName.quote(issuerId));
      try {
        server.registerMBean(view, name);
        names.add(name);
        return;
      } catch (InstanceAlreadyExistsException e) {
        LOG.log(Level.DEBUG, "{0} is registered already", name);
      }
    }
  }

  @Override
  public void close() {
    for (ObjectName name : names) {
      try {
        server.unregisterMBean(name);
      } catch (JMException | RuntimeException e) {
        LOG.log(Level.DEBUG, "{0} was not registered any more", name);
      }
    }
  }
}
