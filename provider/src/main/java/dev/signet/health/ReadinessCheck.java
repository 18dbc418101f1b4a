package dev.signet.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness.Literal;

/**
 * DOWN while an application of this server would answer every login with 503. The response names
 * the application and one of two fixed reasons. Each application shows its state in the platform's
 * MBean server: there the applications of other copies of Signet are seen as well.
 */
final class ReadinessCheck implements HealthCheck {
  private static final String NAME = "signet";
  private static final ObjectName METRICS = metrics();

  private static ObjectName metrics() {
    try {
      return new ObjectName("dev.signet:type=Metrics,*");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bean as a whole: the class is not one that CDI finds by itself. */
  static void addTo(AfterBeanDiscovery event) {
    var unused =
        event
            .<HealthCheck>addBean()
            .beanClass(ReadinessCheck.class)
            .types(Object.class, HealthCheck.class)
            .qualifiers(Literal.INSTANCE, Any.Literal.INSTANCE)
            .scope(Singleton.class)
            .createWith(creation -> new ReadinessCheck());
  }

  @Override
  public HealthCheckResponse call() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).up();
    for (ObjectName application : server.queryNames(METRICS, null)) {
      String reason = notReady(server, application);
      if (!reason.isEmpty()) {
        response.down().withData(name(application), reason);
      }
    }
    return response.build();
  }

  private static String notReady(MBeanServer server, ObjectName application) {
    try {
      return String.valueOf(server.getAttribute(application, "NotReady"));
    } catch (JMException e) {
      // it has ended meanwhile
      return "";
    }
  }

  /** With the number that the second and later ones of the same name have. */
  private static String name(ObjectName application) {
    String copy = application.getKeyProperty("copy");
    String name = ObjectName.unquote(application.getKeyProperty("application"));
    return copy == null ? name : name + " copy=" + copy;
  }
}
