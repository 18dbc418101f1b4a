package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.identity.RealmNames;
import dev.signet.testing.SettableClock;
import java.lang.System.Logger;
import java.util.Optional;
import javax.security.auth.callback.CallbackHandler;

/** Modules of the application {@code host /app}, for which a token is the only way in. */
final class TestModules {
  private TestModules() {}

  static JwtServerAuthModule of(SignetConfig config, CallbackHandler container, Logger log) {
    SettableClock clock = new SettableClock();
    RequestAuthenticator line =
        new RequestAuthenticator(
            JwtAuthenticator.of(config, clock),
            false,
            new Refusals("defaultRealm", new LimitedLog(log, "host /app", clock)),
            RealmNames.of(config));
    return new JwtServerAuthModule(() -> Optional.of(line), container);
  }
}
