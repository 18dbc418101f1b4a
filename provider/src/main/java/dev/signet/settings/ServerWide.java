package dev.signet.settings;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * One object for all applications of this Java virtual machine, and for all copies of this jar,
 * whatever class loaders they have. The copies find it in the platform's MBean server, as the
 * result of an operation and no attribute, so that no monitoring reads it. It lasts as long as the
 * Java virtual machine.
 */
public final class ServerWide {
  private ServerWide() {}

  /**
   * The object of a name, which the first caller puts there.
   *
   * @param name the name of the MBean; name and type are a contract among the versions of this jar
   * @param fresh the object where there is none yet; of the JDK's classes alone, so that it keeps
   *     no class of an application alive
   * @return the same for all callers
   * @throws JMException where this server does not allow it
   */
  @SuppressWarnings("unchecked") // the contract above
  public static <T> T get(String name, T fresh) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName bean = new ObjectName(name);
    try {
      Future<?> future = CompletableFuture.completedFuture(fresh);
      var unused = server.registerMBean(new StandardMBean(future, Future.class, false), bean);
    } catch (InstanceAlreadyExistsException e) {
      // another application, or another copy, was first
    }
    return (T) server.invoke(bean, "get", null, null);
  }
}
