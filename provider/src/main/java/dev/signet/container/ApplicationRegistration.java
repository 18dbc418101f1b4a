package dev.signet.container;

import dev.signet.log.Messages;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.RegistrationListener;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.callback.CallbackHandler;

/**
 * The registration of one application with the container's {@code AuthConfigFactory} (Jakarta
 * Authentication 3.0 section 3.8). It belongs to the {@code ServletContext} it was made for, and
 * ends with it: two versions of an application that run side by side, as Tomcat's parallel
 * deployment has them, share a name and with it one place in the factory. While several run, each
 * request is its own version's; when the one that is registered ends, another takes its place,
 * whatever the order in which they start and end.
 *
 * <p>What another has registered in its place is never removed. It registers a provider of its own
 * class: {@code registerServerAuthModule} loses applications at the root and on virtual hosts of
 * Liberty, and its counterpart removes by the name alone, which on Tomcat removes the registration
 * of every version. What was removed in that way is put back.
 */
public final class ApplicationRegistration {
  private static final Logger LOG = Messages.logger(ApplicationRegistration.class);

  static final String LAYER = "HttpServlet";
  private static final String DESCRIPTION = "Signet";

  private final ServletContext application;
  private final JwtAuthConfigProvider provider;
  private final RegistrationListener putsBack = (layer, name) -> changed(name);
  private final Map<String, String> idsByName = new LinkedHashMap<>();

  private ApplicationRegistration(
      AppContextId id,
      ServletContext application,
      Function<CallbackHandler, ServerAuthContext> contexts) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    this.application = application;
    this.provider =
        new JwtAuthConfigProvider(
            id.toString(), contexts, factory.getConfigProvider(LAYER, id.toString(), null));
    application.setAttribute(JwtAuthConfigProvider.PROVIDER, provider);
    for (String name : id.registeredNames()) {
      idsByName.put(name, register(factory, name));
    }
  }

  /**
   * On Tomcat versions of an application share a name. The listener that is registered first is
   * notified first there: a valve that finds no provider never looks again, and comes after the
   * listener of its application.
   */
  private String register(AuthConfigFactory factory, String name) {
    String id = factory.registerConfigProvider(provider, LAYER, name, DESCRIPTION);
    if (Server.TOMCAT.made(factory)) {
      var unused = factory.getConfigProvider(LAYER, name, putsBack);
    }
    return id;
  }

  /** A registration of this name was replaced or removed. */
  private void changed(String name) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    synchronized (factory) {
      AuthConfigProvider now = factory.getConfigProvider(LAYER, name, putsBack);
      if (!provider.get().contains(provider)) {
        return; // this version has ended
      }
      provider.join(now);
      if (now == null) {
        LOG.log(
            Level.WARNING,
            "SIGNET0139W: {0}: its registration was removed by its name, and is back",
            name);
        idsByName.put(name, register(factory, name));
      }
    }
  }

  /**
   * Registers an application under a name that is known already: some containers do not let the
   * listeners of initializers ask for the virtual host.
   */
  static ApplicationRegistration of(
      AppContextId id,
      ServletContext application,
      Function<CallbackHandler, ServerAuthContext> contexts) {
    // the factory is the one thing that all versions share: two may start at once
    synchronized (AuthConfigFactory.getFactory()) {
      return new ApplicationRegistration(id, application, contexts);
    }
  }

  /**
   * Registers an application.
   *
   * @param application the application, which lets its virtual host be asked for
   * @param contexts makes the context that validates requests, for the container's callback handler
   * @return the registration; end it with the application
   */
  public static ApplicationRegistration of(
      ServletContext application, Function<CallbackHandler, ServerAuthContext> contexts) {
    return of(AppContextId.of(application), application, contexts);
  }

  /** Ends the registration of this application, and leaves those of its other versions. */
  public void end() {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    synchronized (factory) {
      List<AuthConfigProvider> others = provider.get();
      others.remove(provider);
      Optional<AuthConfigProvider> heir =
          others.isEmpty() ? Optional.empty() : Optional.of(others.get(others.size() - 1));
      idsByName.forEach((name, id) -> end(factory, name, id, heir));
    }
    application.removeAttribute(JwtAuthConfigProvider.PROVIDER);
  }

  /** Replaced, not removed: Tomcat looks only once whether there is a provider. */
  private void end(
      AuthConfigFactory factory, String name, String id, Optional<AuthConfigProvider> heir) {
    if (Server.TOMCAT.made(factory)) {
      var unused = factory.detachListener(putsBack, LAYER, name);
    }
    if (factory.getConfigProvider(LAYER, name, null) != provider) {
      return;
    }
    if (heir.isPresent()) {
      var unused = factory.registerConfigProvider(heir.get(), LAYER, name, DESCRIPTION);
    } else {
      var unused = factory.removeRegistration(id);
    }
  }
}
