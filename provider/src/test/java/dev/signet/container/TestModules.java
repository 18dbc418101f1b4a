package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.monitoring.ApplicationMetrics;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.SettableClock;
import java.lang.System.Logger;
import java.util.Optional;
import javax.security.auth.callback.CallbackHandler;

/** Modules of the application {@code host /app}. */
final class TestModules {
  private TestModules() {}

  /** Under a configuration for which a token is the only way in. */
  static JwtServerAuthModule of(SignetConfig config, CallbackHandler container, Logger log) {
    SettableClock clock = new SettableClock();
    RequestAuthenticator authenticator =
        RequestAuthenticator.of(
            config,
            JwtAuthenticator.of(config, clock),
            Refusals.of(config, new RefusalLedger("host /app", log, clock)),
            uncounted());
    return new JwtServerAuthModule(() -> authenticator, container);
  }

  /** Without a configuration. */
  static JwtServerAuthModule waiting(CallbackHandler container) {
    RequestAuthenticator waiting =
        RequestAuthenticator.waiting(
            Refusals.waiting(RefusalLedger.of("host /app", new SettableClock())), uncounted());
    return new JwtServerAuthModule(() -> waiting, container);
  }

  /** Metrics that nothing shows. */
  static ApplicationMetrics uncounted() {
    return new ApplicationMetrics("host /app", Optional::empty, new SettableClock());
  }
}
