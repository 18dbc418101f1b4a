package dev.signet.container;

import dev.signet.PrincipalFactory;
import dev.signet.config.SignetConfig;
import dev.signet.log.Messages;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One application behind the module, from its start to its end. In mode {@code report} nothing is
 * registered with the container: the application's own login stays as it is. An application that
 * has Signet's mechanism does not get the module as well: whether it has one is known once every
 * initializer has run, CDI's too.
 */
final class Registration implements ServletContextListener {
  private static final Logger LOG = Messages.logger(Registration.class);

  private final AppContextId id;
  private final Function<Registration, ReloadableAuthenticator> begin;
  private final PrincipalFactory principals;
  private @Nullable ReloadableAuthenticator served;
  private @Nullable ApplicationRegistration registered;

  private Registration(
      AppContextId id,
      PrincipalFactory principals,
      Function<Registration, ReloadableAuthenticator> begin) {
    this.id = id;
    this.principals = principals;
    this.begin = begin;
  }

  /** With a configuration, which is put in force once it is sure that the module serves. */
  static Registration serving(
      AppContextId id, PrincipalFactory principals, ConfigSource source, SignetConfig config) {
    return new Registration(
        id, principals, it -> ReloadableAuthenticator.of(id, source, config, Clock.systemUTC()));
  }

  /** Without a configuration so far: every request gets a 503 until there is one that is right. */
  static Registration waiting(
      AppContextId id,
      Set<String> names,
      PrincipalFactory principals,
      ConfigSource source,
      Throwable wrong) {
    return new Registration(
        id,
        principals,
        it ->
            ReloadableAuthenticator.waiting(
                id, source, wrong, Clock.systemUTC(), config -> it.isLeftAlone(config, names)));
  }

  /** Puts the application behind the module, unless it has the mechanism. */
  @Override
  public synchronized void contextInitialized(ServletContextEvent event) {
    ApplicationMechanisms mechanisms = ApplicationMechanisms.find();
    if (mechanisms.hasOurs() && mechanismsAreAsked(event.getServletContext())) {
      LOG.log(Level.INFO, "SIGNET0144I: {0} has a mechanism of Signet: the module steps aside", id);
      return;
    }
    ReloadableAuthenticator begun = begin.apply(this).follow();
    served = begun;
    if (begun.isReporting()) {
      begun.rehearse(event.getServletContext());
      return;
    }
    warn(mechanisms);
    registered =
        ApplicationRegistration.of(
            id,
            event.getServletContext(),
            handler -> new JwtServerAuthModule(begun::now, handler, principals));
  }

  private void warn(ApplicationMechanisms mechanisms) {
    if (mechanisms.hasOurs()) {
      LOG.log(
          Level.WARNING,
          "SIGNET0145W: {0} has a mechanism of Signet that this server does not call: the module serves it",
          id);
    }
    if (!mechanisms.others().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "SIGNET0146W: {0} has a login of its own, {1}, which is not called while the module serves it: name"
              + " the application in excludedApplications, or give it the mechanism of Signet",
          id,
          mechanisms.others());
    }
    if (mechanisms.asksForJsonWebToken() && principals == BesideSignet.NONE) {
      LOG.log(
          Level.WARNING,
          "SIGNET0147W: {0} injects the JsonWebToken of MicroProfile JWT or a claim of it, which are empty while"
              + " the module serves it: put signet-mpjwt beside Signet's jar, name it in"
              + " excludedApplications, or inject JwtPrincipal",
          id);
    }
  }

  /**
   * Whether the server calls the mechanisms of the application. Elsewhere a provider of Jakarta
   * Authentication does (Jakarta Security 3.0 section 2.1), which an initializer has registered by
   * now; Liberty needs none. If module and mechanism relied on each other, the application would be
   * open. A provider of Signet counts where it is this application's, not another version's.
   */
  private boolean mechanismsAreAsked(ServletContext application) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    return Server.LIBERTY.made(application)
        || application.getAttribute(JwtAuthConfigProvider.PROVIDER) != null
        || id.registeredNames().stream()
            .map(name -> factory.getConfigProvider(ApplicationRegistration.LAYER, name, null))
            .anyMatch(there -> there != null && !JwtAuthConfigProvider.isOne(there));
  }

  /**
   * Whether the first configuration that is right leaves the application to its own login. If so,
   * the module is taken away here.
   */
  private boolean isLeftAlone(SignetConfig config, Set<String> names) {
    if (config.applications().serves(names, false)) {
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

  /** Ends the registration and the authenticator. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    end();
    ReloadableAuthenticator last = served;
    if (last != null) {
      last.close();
    }
  }
}
