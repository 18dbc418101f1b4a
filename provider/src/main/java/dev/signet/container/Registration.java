package dev.signet.container;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private final Function<CallbackHandler, ServerAuthContext> contexts;
  private final Announcement announcement;
  private final Runnable end;
  private List<String> ids = List.of();

  /** What is said when the module serves the application, and how loud. */
  record Announcement(Level level, String message) {}

  private Registration(
      AppContextId id,
      Function<CallbackHandler, ServerAuthContext> contexts,
      Announcement announcement,
      Runnable end) {
    this.id = id;
    this.contexts = contexts;
    this.announcement = announcement;
    this.end = end;
  }

  /** With whatever line there is at the moment of a request. */
  static Registration serving(AppContextId id, ServedLine served, Announcement announcement) {
    return new Registration(
        id, handler -> new JwtServerAuthModule(served::now, handler), announcement, served::close);
  }

  /** Without a configuration that could be followed, every page answers 503. */
  static Registration unconfigured(AppContextId id, Announcement announcement) {
    return new Registration(
        id, handler -> new JwtServerAuthModule(Optional::empty, handler), announcement, () -> {});
  }

  /** Puts the application behind the module, unless it has our mechanism. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ApplicationMechanisms mechanisms = ApplicationMechanisms.find();
    if (mechanisms.hasOurs()) {
      LOG.log(Level.INFO, "{0} has a mechanism of Signet: the module steps aside", id);
      end.run();
      return;
    }
    LOG.log(announcement.level(), announcement.message());
    if (!mechanisms.others().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} has a login of its own, {1}, which is not asked while the module serves it: name it"
              + " in excludedApplications, or give it the mechanism of Signet",
          id,
          mechanisms.others());
    }
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    ids =
        id.registeredNames().stream()
            .map(
                name ->
                    factory.registerConfigProvider(
                        new JwtAuthConfigProvider(name, contexts), LAYER, name, "Signet"))
            .toList();
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    ids.forEach(factory::removeRegistration);
    end.run();
  }
}
