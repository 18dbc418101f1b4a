package dev.signet.container;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What an application shows in the platform's MBean server, until it is closed. */
final class MonitoredBeans implements AutoCloseable {
  private static final Logger LOG = Messages.logger(MonitoredBeans.class);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> names = new ArrayList<>();
  private final AppContextId application;
  private int copy = 1;

  MonitoredBeans(AppContextId application) {
    this.application = application;
  }

  /**
   * Shows one bean. Versions of an application share its name: the second and later ones get a
   * number. Where it cannot be shown, the log says so and the application runs without it.
   *
   * @param type the kind of bean
   * @param more further parts of its name, each after a comma
   */
  void show(Object bean, String type, String more) {
    try {
      register(bean, type, more);
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.WARNING, "SIGNET0143W: {0}: its {1} cannot be monitored", application, type);
    }
  }

  /** The number that the last bean has among those of its name; the first one has 1. */
  int copy() {
    return copy;
  }

  private void register(Object bean, String type, String more) throws JMException {
    for (int copy = 1; ; copy++) {
      ObjectName name =
          new ObjectName(
              "dev.signet:type="
                  + type
                  + ",application="
                  + ObjectName.quote(application.toString())
                  + (copy == 1 ? "" : ",copy=" + copy)
                  + more);
      try {
        server.registerMBean(bean, name);
        names.add(name);
        this.copy = copy;
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
    names.clear();
  }
}
