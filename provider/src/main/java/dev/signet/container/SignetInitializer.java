package dev.signet.container;

import dev.signet.PrincipalFactory;
import dev.signet.config.SignetConfig;
import dev.signet.log.Messages;
import dev.signet.session.LoginBoundSessionFilter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts applications behind Signet. A container calls it for every application that sees this jar,
 * whether the jar is in the application or in a library of the whole server. An application is
 * served once, by the copy that is called first.
 */
public final class SignetInitializer implements ServletContainerInitializer {
  private static final Logger LOG = Messages.logger(SignetInitializer.class);

  /** A string, since two copies of this class do not know each other. */
  private static final String SERVED_BY = "dev.signet.servedBy";

  private static final String PASSED_OVER = "dev.signet.passedOver";

  private final Optional<ConfigSource.OfServer> server;

  /** For containers, which find it as a service. */
  public SignetInitializer() {
    this.server = Optional.empty();
  }

  /**
   * For a server that has settings itself.
   *
   * @param server its settings; they count before the usual files, and after a file that an
   *     application names
   */
  public SignetInitializer(ConfigSource.OfServer server) {
    this.server = Optional.of(server);
  }

  /**
   * Whether the container has called no copy of this class for an application that uses Signet.
   * Containers pass over the initializers of jars that a web.xml leaves out (Servlet 6.0 section
   * 8.2.4), and Liberty over those in an enterprise archive's own libraries. The log says so once
   * for each application.
   *
   * @param application an application that uses a class of this jar
   * @return whether no module serves it and no filter guards its sessions
   */
  public static boolean isPassedOver(ServletContext application) {
    if (application.getAttribute(SERVED_BY) != null) {
      return false;
    }
    if (application.getAttribute(PASSED_OVER) == null) {
      application.setAttribute(PASSED_OVER, true);
      LOG.log(
          Level.WARNING,
          "SIGNET0150W: {0} has Signet among its libraries, and the server has passed over its initializer: no"
              + " module serves it. Put the jar into WEB-INF/lib, or into a library of the server;"
              + " where web.xml has an absolute-ordering, add <name>signet</name> to it",
          AppContextId.of(application));
    }
    return true;
  }

  /**
   * Looks for that when the start of an application has come to its listeners: CDI may start before
   * this class is called, as on Tomcat.
   *
   * @param application an application that uses a class of this jar
   */
  public static void lookOnceCalled(ServletContext application) {
    if (application.getAttribute(SERVED_BY) != null) {
      return;
    }
    try {
      application.addListener(new PassedOverNotice());
    } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
      // it is too late for a listener, so that all initializers have been called
      var unused = isPassedOver(application);
    }
  }

  private static final class PassedOverNotice implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      var unused = isPassedOver(event.getServletContext());
    }
  }

  /**
   * Puts an application behind Signet. Where the configuration is wrong, one message in the log has
   * every mistake, and every request gets a 503 until they are corrected.
   *
   * @param classes not used
   * @param application the application that starts
   */
  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext application) {
    String self = ConfigLocation.besideThisJar().map(Object::toString).orElse("the server");
    Object other = application.getAttribute(SERVED_BY);
    String name = AppContextId.of(application).toString();
    if (other != null) {
      LOG.log(
          Level.INFO,
          "SIGNET0151I: {0} is served by the copy of Signet in {1}; the one in {2} is not used",
          name,
          other,
          self);
      return;
    }
    application.setAttribute(SERVED_BY, self);
    if (!Server.isItsOwn(application)) {
      // also where the module is not wanted: a mechanism of the application needs the filter
      LoginBoundSessionFilter.addTo(application, Refusals::complete);
    }
    register(application, name).ifPresent(application::addListener);
  }

  /** The server's settings count before those that an application brings in another form. */
  private ConfigSource source(ServletContext application, String name) {
    ConfigSource found = anySource(application, name);
    boolean knowsNames =
        Server.applicationName(application).isPresent() || Server.isItsOwn(application);
    return knowsNames ? found : ConfigSource.withoutNames(found);
  }

  private ConfigSource anySource(ServletContext application, String name) {
    ConfigSource usual = ConfigSource.firstOf(() -> ConfigLocation.places(application));
    boolean isNamed = ConfigLocation.isNamed(application);
    ConfigSource files =
        server.filter(none -> !isNamed).map(s -> s.source(application, usual)).orElse(usual);
    boolean isSet =
        ConfigLocation.isSet(application)
            || server.filter(ConfigSource.OfServer::isSet).isPresent();
    Optional<ConfigSource> others = BesideSignet.settings(application);
    if (others.isPresent() && isSet) {
      LOG.log(
          Level.WARNING,
          "SIGNET0152W: {0} brings settings of its own, which do not count: the server has settings for it",
          name);
      return files;
    }
    return others.orElse(files);
  }

  private Optional<Registration> register(ServletContext application, String name) {
    AppContextId id = AppContextId.of(application);
    Set<String> names = AppContextId.namesOf(application);
    boolean isServersOwn = Server.isItsOwn(application);
    ConfigSource source = source(application, name);
    PrincipalFactory principals = BesideSignet.principals(application);
    try {
      SignetConfig config = source.load();
      server.ifPresent(its -> its.starts(application, config));
      if (!config.applications().serves(names, isServersOwn)) {
        String why =
            isServersOwn ? "since it came with the server" : "as " + config.source() + " says";
        LOG.log(Level.INFO, "SIGNET0153I: {0} is left alone, {1}", name, why);
        return Optional.empty();
      }
      if (isServersOwn) {
        LoginBoundSessionFilter.addTo(application, Refusals::complete);
      }
      return Optional.of(Registration.serving(id, principals, source, config));
    } catch (Throwable e) {
      // an exception here would stop the application on some servers and leave it open on others
      if (isServersOwn) {
        LOG.log(
            Level.WARNING,
            "SIGNET0154W: {0} is left alone, since it came with the server: {1}",
            name,
            FailureReason.of(e));
        return Optional.empty();
      }
      return Optional.of(Registration.waiting(id, names, principals, source, e));
    }
  }
}
