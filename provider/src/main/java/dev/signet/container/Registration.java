package dev.signet.container;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.callback.CallbackHandler;

/**
 * One application's place behind Signet, from its start to its end. It registers a provider of our
 * own: {@code registerServerAuthModule} loses applications at the root and on virtual hosts of
 * Liberty.
 */
final class Registration implements ServletContextListener {
  private static final String LAYER = "HttpServlet";

  private final AuthConfigFactory factory;
  private final List<String> ids;
  private final Runnable end;

  private Registration(
      AppContextId id, Function<CallbackHandler, ServerAuthContext> contexts, Runnable end) {
    this.factory = AuthConfigFactory.getFactory();
    this.end = end;
    this.ids =
        id.registeredNames().stream()
            .map(
                name ->
                    factory.registerConfigProvider(
                        new JwtAuthConfigProvider(name, contexts), LAYER, name, "Signet"))
            .toList();
  }

  /** With whatever line there is at the moment of a request. */
  static Registration serving(AppContextId id, ServedLine served) {
    return new Registration(
        id, handler -> new JwtServerAuthModule(served::now, handler), served::close);
  }

  /** Without a configuration that could be followed, every page answers 503. */
  static Registration unconfigured(AppContextId id) {
    return new Registration(
        id, handler -> new JwtServerAuthModule(Optional::empty, handler), () -> {});
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ids.forEach(factory::removeRegistration);
    end.run();
  }
}
