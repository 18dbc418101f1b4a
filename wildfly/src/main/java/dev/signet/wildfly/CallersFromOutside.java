package dev.signet.wildfly;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.session.SessionListener;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.wildfly.elytron.web.undertow.server.servlet.AuthenticationManager;
import org.wildfly.security.auth.server.SecurityDomain;

/**
 * Serves an application as if {@code integrated-jaspi} of its application security domain were
 * {@code false}: a caller whom Jakarta Authentication names is not looked up in the server's realm.
 * It counts for the requests of an application that is registered with Jakarta Authentication, and
 * for no other application. Where nobody is registered, the application keeps the login that its
 * descriptor names.
 */
public final class CallersFromOutside implements ServletExtension {
  private static final Logger LOG = System.getLogger(CallersFromOutside.class.getName());
  private static final String LAYER = "HttpServlet";

  /** Undertow makes it, for each application that has this jar. */
  public CallersFromOutside() {}

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext application) {
    try {
      HandlerWrapper usual = deployment.getInitialSecurityWrapper();
      Optional<HandlerWrapper> outside = Elytron.outside(deployment);
      if (usual == null || outside.isEmpty()) {
        leave(deployment, "it has no security domain of Elytron");
        return;
      }
      deployment.setInitialSecurityWrapper(
          next -> choice(application, outside.get().wrap(next), usual.wrap(next)));
    } catch (LinkageError e) {
      leave(deployment, "this version of WildFly is another one inside, " + e);
    }
  }

  private static void leave(DeploymentInfo deployment, String why) {
    LOG.log(
        Level.WARNING,
        "{0}: WildFly looks callers up in its realm as before, because {1}. Run the command of the"
            + " recipe instead",
        deployment.getContextPath(),
        why);
  }

  private static HttpHandler choice(
      ServletContext application, HttpHandler outside, HttpHandler usual) {
    String name =
        application.getVirtualServerName()
            + " "
            + (application.getContextPath().isEmpty() ? "/" : application.getContextPath());
    return exchange -> (isRegistered(name) ? outside : usual).handleRequest(exchange);
  }

  private static boolean isRegistered(String name) {
    return AuthConfigFactory.getFactory().getConfigProvider(LAYER, name, null) != null;
  }

  /** Apart, since its classes are WildFly's own, and may be others in another version. */
  private static final class Elytron {

    /** WildFly's own handler with the other setting, and what it needs in the application. */
    static Optional<HandlerWrapper> outside(DeploymentInfo deployment) {
      SecurityDomain domain = SecurityDomain.getCurrent();
      if (domain == null) {
        return Optional.empty();
      }
      DeploymentInfo copy = deployment.clone();
      // the other handler has no mechanisms: an application's own login is the usual handler's
      copy.setLoginConfig(null);
      int listeners = copy.getSessionListeners().size();
      AuthenticationManager.builder()
          .setSecurityDomain(domain)
          .setEnableJaspi(true)
          .setIntegratedJaspi(false)
          .build()
          .configure(copy);
      List<SessionListener> all = copy.getSessionListeners();
      all.subList(listeners, all.size()).forEach(deployment::addSessionListener);
      return Optional.of(copy.getInitialSecurityWrapper());
    }
  }
}
