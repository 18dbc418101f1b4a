package dev.signet.health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Adds Signet's readiness check to an application, where MicroProfile Health is there. It names no
 * class of MicroProfile Health, since CDI looks at it in applications that have none.
 */
public class HealthExtension implements Extension {
  private static final String API = "org.eclipse.microprofile.health.HealthCheck";

  /** CDI makes one for each application. */
  public HealthExtension() {}

  void addCheck(@Observes AfterBeanDiscovery event) {
    if (isThere()) {
      ReadinessCheck.addTo(event);
    }
  }

  /** Whether this jar sees it: its check could not be linked otherwise. */
  private static boolean isThere() {
    try {
      var unused = Class.forName(API, false, HealthExtension.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
