package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.refusals.RefusalLedger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The one authenticator that is in force for an application. Until a configuration is right, it is
 * one that answers every request with 503. It is replaced between two requests: a request that is
 * under way keeps the one it began with. Thread-safe.
 */
final class AuthenticatorInForce implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ReloadableAuthenticator.class.getName());

  private final AppContextId application;
  private final Clock clock;
  private final RefusalLedger ledger;
  private final RequestAuthenticator waiting;
  private volatile RequestAuthenticator now;

  private volatile boolean showedValues;

  // below: guarded by this
  private boolean isClosed;
  private final MonitoredBeans monitoredRefusals;
  private @Nullable MonitoredBeans monitored;

  AuthenticatorInForce(AppContextId application, Clock clock) {
    this.application = application;
    this.clock = clock;
    this.ledger = RefusalLedger.of(application.toString(), clock);
    this.waiting = RequestAuthenticator.waiting(Refusals.waiting(ledger));
    this.now = waiting;
    this.monitoredRefusals = new MonitoredBeans(application);
  }

  RequestAuthenticator now() {
    return now;
  }

  /** Whether there has been no configuration that was right, or the application has ended. */
  boolean isWaiting() {
    return now == waiting;
  }

  /**
   * Puts a configuration in force. Where this fails, the old one stays in force and nothing of the
   * new one is left behind.
   */
  void take(SignetConfig config) {
    RequestAuthenticator old = now;
    JwtAuthenticator authenticator =
        old.authenticator()
            .map(before -> before.successor(config))
            .orElseGet(() -> JwtAuthenticator.of(config, clock));
    try {
      RequestAuthenticator next =
          RequestAuthenticator.of(config, authenticator, Refusals.of(config, ledger));
      if (!replace(next, authenticator)) {
        next.close();
        return;
      }
    } catch (RuntimeException | Error e) {
      authenticator.close();
      throw e;
    }
    config.warnings().forEach(w -> LOG.log(Level.WARNING, "{0}: {1}", config.source(), w));
    authenticator.diagnosticsNotice().ifPresent(n -> say(config, n));
    old.close();
    showedValues = authenticator.showsValues();
    ledger.keepValues(showedValues);
  }

  private static void say(SignetConfig config, String notice) {
    LOG.log(Level.WARNING, "{0}: {1}", config.source(), notice);
  }

  /** Ends what has reached its end: no record has values of claims after {@code diagnostics}. */
  void endDiagnostics() {
    if (showedValues && now.authenticator().filter(JwtAuthenticator::showsValues).isEmpty()) {
      showedValues = false;
      ledger.keepValues(false);
      LOG.log(
          Level.WARNING,
          "{0}: diagnostics.valuesUntil is reached, no values are shown any more: take the setting"
              + " away",
          application);
    }
  }

  /**
   * The old authenticator is closed after this one serves: requests under way with it still need
   * its keys.
   *
   * @return whether it serves; not after the end
   */
  private synchronized boolean replace(RequestAuthenticator next, JwtAuthenticator authenticator) {
    if (isClosed) {
      return false;
    }
    now = next;
    if (monitored == null) {
      monitoredRefusals.show(ledger.records(), "Refusals", "");
    } else {
      monitored.close();
    }
    monitored = MonitoredKeys.show(application, authenticator, clock);
    return true;
  }

  /** Ends it. A configuration that comes later is not put in force. */
  @Override
  public synchronized void close() {
    isClosed = true;
    if (monitored != null) {
      monitored.close();
    }
    monitoredRefusals.close();
    ledger.end();
    now.close();
    now = waiting;
  }
}
