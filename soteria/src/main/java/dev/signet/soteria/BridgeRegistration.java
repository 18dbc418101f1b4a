package dev.signet.soteria;

import dev.signet.container.ApplicationRegistration;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.glassfish.soteria.cdi.CdiExtension;
import org.glassfish.soteria.cdi.CdiUtils;
import org.glassfish.soteria.mechanisms.jaspic.HttpBridgeServerAuthModule;

/**
 * Registers the authentication mechanism that an application has among its beans. Soteria does so
 * from a {@code ServletContainerInitializer}, and Tomcat runs those of a WAR in the order in which
 * the file system lists their jars: before Weld's, Soteria's finds no CDI and does nothing. A
 * listener runs after both.
 */
public final class BridgeRegistration implements ServletContextListener {
  private static final MessagePolicy NO_POLICY =
      new MessagePolicy(new MessagePolicy.TargetPolicy[0], false);

  private Optional<ApplicationRegistration> registration = Optional.empty();

  /**
   * Registers Soteria's bridge, in place of one that Soteria may have registered itself. An
   * application without a mechanism gets none.
   *
   * @throws IllegalStateException if the application is not one of CDI's: it does not start then
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    if (extensionOf(application).isHttpAuthenticationMechanismFound()) {
      registration =
          Optional.of(ApplicationRegistration.of(application, BridgeRegistration::bridge));
    }
  }

  private static ServerAuthContext bridge(CallbackHandler handler) {
    var module = new HttpBridgeServerAuthModule(null);
    try {
      module.initialize(NO_POLICY, NO_POLICY, handler, Map.of());
    } catch (AuthException e) {
      throw new IllegalStateException("Soteria's bridge cannot begin", e);
    }
    return new Bridge(module);
  }

  /** The context of the one module. */
  private record Bridge(HttpBridgeServerAuthModule module) implements ServerAuthContext {
    @Override
    public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service)
        throws AuthException {
      return module.validateRequest(messageInfo, client, service);
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messageInfo, Subject service)
        throws AuthException {
      return module.secureResponse(messageInfo, service);
    }

    @Override
    public void cleanSubject(MessageInfo messageInfo, Subject subject) throws AuthException {
      module.cleanSubject(messageInfo, subject);
    }
  }

  /** Removes the registration. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    registration.ifPresent(ApplicationRegistration::end);
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
