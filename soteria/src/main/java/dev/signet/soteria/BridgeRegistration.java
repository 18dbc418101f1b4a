package dev.signet.soteria;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;
import org.glassfish.soteria.cdi.CdiExtension;
import org.glassfish.soteria.cdi.CdiUtils;
import org.glassfish.soteria.mechanisms.jaspic.HttpBridgeServerAuthModule;

/**
 * Puts an application behind the authentication mechanism it has among its beans. Soteria does so
 * from a {@code ServletContainerInitializer}, and Tomcat runs those of a WAR in the order in which
 * the file system lists their jars: before Weld's, Soteria's finds no CDI and does nothing. A
 * listener runs after both.
 */
public final class BridgeRegistration implements ServletContextListener {
  private Optional<String> registration = Optional.empty();

  /**
   * Registers Soteria's bridge, in the place of one that Soteria may have registered itself. An
   * application without a mechanism is left alone.
   *
   * @throws IllegalStateException if the application is not one of CDI's: it does not start then
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    if (extensionOf(application).isHttpAuthenticationMechanismFound()) {
      var bridge = new HttpBridgeServerAuthModule(null);
      registration =
          Optional.of(AuthConfigFactory.getFactory().registerServerAuthModule(bridge, application));
    }
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    registration.ifPresent(AuthConfigFactory.getFactory()::removeRegistration);
  }

  private static CdiExtension extensionOf(ServletContext application) {
    try {
      return CdiUtils.getBeanReference(CdiExtension.class);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "there is no CDI in \"%s\": is there a WEB-INF/beans.xml?"
              .formatted(application.getContextPath()),
          e);
    }
  }
}
