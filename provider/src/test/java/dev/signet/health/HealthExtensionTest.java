package dev.signet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.JarCopies;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.URLClassLoader;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** In a real CDI container, with and without MicroProfile Health. */
class HealthExtensionTest {
  private static final String EXTENSION = HealthExtension.class.getName();

  @Test
  void thereIsOneReadinessCheckWhereTheApiIsThere() {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new HealthExtension())
            .addBeanClasses(HealthExtensionTest.class)
            .initialize()) {
      assertTrue(container.select(HealthCheck.class, Readiness.Literal.INSTANCE).isResolvable());
    }
  }

  @Test
  void anApplicationStartsWhereTheApiIsNot() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader application = JarCopies.without("microprofile-health")) {
      thread.setContextClassLoader(application);
      Class<?> started = application.loadClass(WithoutTheApi.class.getName());
      assertEquals("started", started.getMethod("start", String.class).invoke(null, EXTENSION));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Runs in an application that lacks MicroProfile Health. */
  public static final class WithoutTheApi {
    private WithoutTheApi() {}

    @SuppressWarnings("unchecked")
    public static String start(String extension) throws ReflectiveOperationException {
      try (SeContainer container =
          SeContainerInitializer.newInstance()
              .disableDiscovery()
              .addExtensions((Class<? extends Extension>) Class.forName(extension))
              .addBeanClasses(WithoutTheApi.class)
              .initialize()) {
        return container.isRunning() ? "started" : "stopped";
      }
    }
  }
}
