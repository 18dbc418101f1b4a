package dev.signet.container;

import dev.signet.config.SignetConfig;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One application's place behind the module, from its start to its end. An application that has our
 * mechanism does not get the module as well: that is known once every initializer has run, CDI's
 * too.
 */
final class Registration implements ServletContextListener {
  private static final Logger LOG = System.getLogger(Registration.class.getName());

  private final AppContextId id;
  private final Function<Registration, ReloadableAuthenticator> begin;
  private @Nullable ReloadableAuthenticator served;
  private @Nullable ApplicationRegistration registered;

  private Registration(AppContextId id, Function<Registration, ReloadableAuthenticator> begin) {
    this.id = id;
    this.begin = begin;
  }

  /** With a line that begins, and says so, when it is sure that the module serves. */
  static Registration serving(AppContextId id, ConfigSource source, SignetConfig config) {
    return new Registration(
        id, it -> ReloadableAuthenticator.of(id, source, config, Clock.systemUTC()));
  }

  /** Without a configuration that is right, so far; every page answers 503 until there is one. */
  static Registration waiting(AppContextId id, ConfigSource source, Throwable wrong) {
    return new Registration(
        id,
        it ->
            ReloadableAuthenticator.waiting(id, source, wrong, Clock.systemUTC(), it::isLeftAlone));
  }

  /** Puts the application behind the module, unless it has our mechanism. */
  @Override
  public synchronized void contextInitialized(ServletContextEvent event) {
    ApplicationMechanisms mechanisms = ApplicationMechanisms.find();
    if (mechanisms.hasOurs() && mechanismsAreAsked(event.getServletContext())) {
      LOG.log(Level.INFO, "{0} has a mechanism of Signet: the module steps aside", id);
      return;
    }
    ReloadableAuthenticator line = begin.apply(this).follow();
    served = line;
    warn(mechanisms);
    registered =
        ApplicationRegistration.of(
            id, event.getServletContext(), handler -> new JwtServerAuthModule(line::now, handler));
  }

  private void warn(ApplicationMechanisms mechanisms) {
    if (mechanisms.hasOurs()) {
      LOG.log(
          Level.WARNING,
          "{0} has a mechanism of Signet that nothing here would ask: the module serves it",
          id);
    }
    if (!mechanisms.others().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} has a login of its own, {1}, which is not asked while the module serves it: name it"
              + " in excludedApplications, or give it the mechanism of Signet",
          id,
          mechanisms.others());
    }
    if (mechanisms.asksForJsonWebToken()) {
      LOG.log(
          Level.WARNING,
          "{0} injects the JsonWebToken of MicroProfile JWT or a claim of it, which are empty while"
              + " the module serves it: name it in excludedApplications, or inject JwtPrincipal",
          id);
    }
  }

  /**
   * Whether the server, or what the application brings, has tied Jakarta Security to the
   * application: as a provider of Jakarta Authentication (Jakarta Security 3.0 section 2.1), which
   * an initializer has registered by now; Liberty does without. Two that rely on each other would
   * leave it open. A provider of ours counts where it is this application's, not another version's.
   */
  private boolean mechanismsAreAsked(ServletContext application) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    return application.getClass().getName().startsWith("com.ibm.ws.")
        || application.getAttribute(JwtAuthConfigProvider.PROVIDER) != null
        || id.registeredNames().stream()
            .map(name -> factory.getConfigProvider(ApplicationRegistration.LAYER, name, null))
            .anyMatch(there -> there != null && !JwtAuthConfigProvider.isOne(there));
  }

  /**
   * Whether the first configuration that is right leaves the application to its own login; that has
   * been done then.
   */
  private boolean isLeftAlone(SignetConfig config) {
    if (config.applications().serves(id.virtualHost(), id.contextRoot(), false)) {
      return false;
    }
    end();
    return true;
  }

  private synchronized void end() {
    if (registered != null) {
      registered.end();
      registered = null;
    }
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    end();
    ReloadableAuthenticator line = served;
    if (line != null) {
      line.close();
    }
  }
}
