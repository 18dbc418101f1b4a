package dev.signet.container;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.security.auth.callback.CallbackHandler;

/**
 * One application's place behind the module, from its start to its end. It registers a provider of
 * our own: {@code registerServerAuthModule} loses applications at the root and on virtual hosts of
 * Liberty. An application that has our mechanism does not get the module as well: that is known
 * once every initializer has run, CDI's too.
 */
final class Registration implements ServletContextListener {
  private static final Logger LOG = System.getLogger(Registration.class.getName());
  private static final String LAYER = "HttpServlet";

  private final AppContextId id;
  private final Supplier<Served> begin;
  private Served served = Served.NOTHING;
  private List<String> ids = List.of();

  /**
   * What serves an application: the line there is at the moment of a request, until the end. Where
   * there is none, every page answers 503.
   */
  private record Served(Supplier<Optional<Line>> line, Runnable end) {
    static final Served NOTHING = new Served(Optional::empty, () -> {});
  }

  private Registration(AppContextId id, Supplier<Served> begin) {
    this.id = id;
    this.begin = begin;
  }

  /** With a line that begins, and says so, when it is sure that the module serves. */
  static Registration serving(AppContextId id, Supplier<ServedLine> begin) {
    return new Registration(
        id,
        () -> {
          ServedLine line = begin.get();
          return new Served(line::now, line::close);
        });
  }

  /** Without a configuration that could be followed. */
  static Registration unconfigured(AppContextId id, Runnable announcement) {
    return new Registration(
        id,
        () -> {
          announcement.run();
          return Served.NOTHING;
        });
  }

  /** Puts the application behind the module, unless it has our mechanism. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ApplicationMechanisms mechanisms = ApplicationMechanisms.find();
    if (mechanisms.hasOurs() && mechanismsAreAsked(event.getServletContext())) {
      LOG.log(Level.INFO, "{0} has a mechanism of Signet: the module steps aside", id);
      return;
    }
    served = begin.get();
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
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    Supplier<Optional<Line>> lines = served.line();
    Function<CallbackHandler, ServerAuthContext> contexts =
        handler -> new JwtServerAuthModule(lines, handler);
    ids =
        id.registeredNames().stream()
            .map(
                name ->
                    factory.registerConfigProvider(
                        new JwtAuthConfigProvider(name, contexts), LAYER, name, "Signet"))
            .toList();
  }

  /**
   * Whether the server, or what the application brings, has tied Jakarta Security to the
   * application: as a provider of Jakarta Authentication (Jakarta Security 3.0 section 2.1), which
   * an initializer has registered by now; Liberty does without. Two that rely on each other would
   * leave it open.
   */
  private boolean mechanismsAreAsked(ServletContext application) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    return application.getClass().getName().startsWith("com.ibm.ws.")
        || id.registeredNames().stream()
            .anyMatch(name -> factory.getConfigProvider(LAYER, name, null) != null);
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    ids.forEach(factory::removeRegistration);
    served.end().run();
  }
}
