package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.KeySource;
import dev.signet.config.SignetConfig;
import dev.signet.keys.KeyStatus;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.LogLines;
import dev.signet.testing.SettableClock;
import jakarta.security.auth.message.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.security.auth.Subject;

/** What the log of the application {@code host /app} says of a request that is authenticated. */
public final class LoggedRequests {
  private LoggedRequests() {}

  /** On a server that has nothing of its own. */
  public static List<String> of(SignetConfig config, HttpServletRequest request)
      throws AuthException {
    return of(config, request, CallerNotifier.of(callbacks -> {}), ApplicationLogin.NONE);
  }

  /** In an application that has something to say of a caller. */
  public static List<String> of(
      SignetConfig config, HttpServletRequest request, ApplicationLogin application)
      throws AuthException {
    return of(config, request, CallerNotifier.of(callbacks -> {}), application);
  }

  /** On Liberty. */
  public static List<String> onLiberty(SignetConfig config, HttpServletRequest request)
      throws AuthException {
    return of(config, request, LibertyCallerNotifier.INSTANCE, ApplicationLogin.NONE);
  }

  private static List<String> of(
      SignetConfig config,
      HttpServletRequest request,
      CallerNotifier notifier,
      ApplicationLogin application)
      throws AuthException {
    SettableClock clock = new SettableClock();
    LogLines log = new LogLines(Level.WARNING);
    try (JwtAuthenticator authenticator = JwtAuthenticator.of(config, clock)) {
      awaitKeys(config, authenticator);
      Refusals refusals = Refusals.of(config, new RefusalLedger("host /app", log, clock));
      RequestAuthenticator.of(config, authenticator, refusals, TestModules.uncounted())
          .validate(new Exchange(request, true), new Subject(), notifier, application);
    }
    return log.all();
  }

  /** Keys of a real key server: until they are there, the log speaks of them and not of a token. */
  private static void awaitKeys(SignetConfig config, JwtAuthenticator authenticator) {
    for (int i = 0; i < config.issuers().size(); i++) {
      boolean isRemote = config.issuers().get(i).keySource() instanceof KeySource.Remote;
      KeyStatus status = authenticator.keyStatuses().get(i);
      for (int turn = 0; isRemote && turn < 600 && status.lastSuccess().isEmpty(); turn++) {
        LockSupport.parkNanos(50_000_000);
        status = authenticator.keyStatuses().get(i);
      }
    }
  }
}
