package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.List;
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

  static Registration serving(AppContextId id, SignetConfig config) {
    Clock clock = Clock.systemUTC();
    JwtAuthenticator authenticator = JwtAuthenticator.of(config, clock);
    LimitedLog log =
        new LimitedLog(System.getLogger(JwtServerAuthModule.class.getName()), id.toString(), clock);
    MonitoredKeys monitored = MonitoredKeys.show(id, authenticator, clock);
    Refusals refusals = new Refusals(config.challengeRealm(), log);
    RealmNames names = RealmNames.of(config);
    return new Registration(
        id,
        handler ->
            new JwtServerAuthModule(authenticator, refusals, SubjectBuilder.of(handler, names)),
        () -> {
          monitored.close();
          authenticator.close();
        });
  }

  static Registration unconfigured(AppContextId id) {
    return new Registration(id, handler -> UnconfiguredServerAuthContext.INSTANCE, () -> {});
  }

  /** Takes the application out again. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ids.forEach(factory::removeRegistration);
    end.run();
  }
}
