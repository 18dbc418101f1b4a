package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.log.Messages;
import dev.signet.monitoring.ApplicationMetrics;
import dev.signet.refusals.RefusalLedger;
import dev.signet.rehearsal.Rehearsal;
import dev.signet.token.RequestChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one authenticator that is in force for an application. Until a configuration is right, it is
 * one that answers every request with 503. It is replaced between two requests: a request that is
 * under way keeps the one it began with. In mode {@code report} no request comes here, and the
 * rehearsal has the authenticator. The mode is that of the application's start. Thread-safe.
 */
final class AuthenticatorInForce implements AutoCloseable {
  private static final Logger LOG = Messages.logger(ReloadableAuthenticator.class);

  private final AppContextId application;
  private final Clock clock;
  private final RefusalLedger ledger;
  private final ApplicationMetrics metrics;
  private final Optional<Rehearsal> rehearsal;
  private final RequestAuthenticator waiting;
  private volatile RequestAuthenticator now;

  private volatile boolean showedValues;

  // below: guarded by this
  private boolean isClosed;
  private final MonitoredBeans lasting;
  private @Nullable MonitoredBeans monitored;

  AuthenticatorInForce(AppContextId application, Mode mode, Clock clock) {
    String name = application.toString();
    this.application = application;
    this.clock = clock;
    this.ledger =
        mode == Mode.REPORT ? RefusalLedger.rehearsing(name, clock) : RefusalLedger.of(name, clock);
    this.rehearsal =
        mode == Mode.REPORT ? Optional.of(new Rehearsal(name, ledger, clock)) : Optional.empty();
    this.metrics = new ApplicationMetrics(name, () -> now().authenticator(), clock);
    this.waiting = RequestAuthenticator.waiting(Refusals.waiting(ledger), metrics);
    this.now = waiting;
    this.lasting = new MonitoredBeans(application);
    lasting.show(metrics, "Metrics", "");
    metrics.begin(lasting.copy());
  }

  RequestAuthenticator now() {
    return now;
  }

  /** Present in mode {@code report} alone. */
  Optional<Rehearsal> rehearsal() {
    return rehearsal;
  }

  /** Whether there has been no configuration that was right, or the application has ended. */
  boolean isWaiting() {
    return now == waiting;
  }

  /**
   * Puts a configuration in force. Where this fails, the old one stays in force and nothing of the
   * new one is left behind.
   *
   * @throws IllegalArgumentException where its mode is another than at the application's start: to
   *     begin or to end the authentication of a running application would leave sessions, and on
   *     some servers the application, to nobody
   */
  void take(SignetConfig config) {
    if ((config.mode() == Mode.REPORT) != rehearsal.isPresent()) {
      throw new IllegalArgumentException(
          rehearsal.isPresent()
              ? "mode was report when the application started, and is not now: restart the"
                  + " application; until then nothing is protected by Signet"
              : "mode is report, and was not when the application started: restart the application");
    }
    RequestAuthenticator old = now;
    JwtAuthenticator authenticator =
        old.authenticator()
            .map(before -> before.successor(config))
            .orElseGet(() -> JwtAuthenticator.of(config, clock));
    try {
      RequestAuthenticator next =
          RequestAuthenticator.of(config, authenticator, Refusals.of(config, ledger), metrics);
      if (!replace(next, authenticator, RequestChannel.trusting(config.proxies()))) {
        next.close();
        return;
      }
    } catch (RuntimeException | Error e) {
      authenticator.close();
      throw e;
    }
    config
        .warnings()
        .forEach(w -> LOG.log(Level.WARNING, "SIGNET0140W: {0}: {1}", config.source(), w));
    authenticator
        .signatureNotice()
        .ifPresent(n -> LOG.log(Level.INFO, "SIGNET0160I: {0}: {1}", config.source(), n));
    authenticator
        .diagnosticsNotice()
        .ifPresent(n -> LOG.log(Level.WARNING, "SIGNET0161W: {0}: {1}", config.source(), n));
    old.close();
    showedValues = authenticator.showsValues();
    ledger.keepValues(showedValues);
  }

  /** Ends what has reached its end: no record has values of claims after {@code diagnostics}. */
  void endDiagnostics() {
    if (showedValues && now.authenticator().filter(JwtAuthenticator::showsValues).isEmpty()) {
      showedValues = false;
      ledger.keepValues(false);
      LOG.log(
          Level.WARNING,
          "SIGNET0141W: {0}: diagnostics.valuesUntil is reached, no values are shown any more: take the setting"
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
  private synchronized boolean replace(
      RequestAuthenticator next, JwtAuthenticator authenticator, RequestChannel channels) {
    if (isClosed) {
      return false;
    }
    now = next;
    rehearsal.ifPresent(it -> it.take(authenticator, channels));
    if (monitored == null) {
      lasting.show(ledger.records(), "Refusals", "");
      rehearsal.ifPresent(it -> lasting.show(it.numbers(), "Rehearsal", ""));
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
    lasting.close();
    metrics.close();
    rehearsal.ifPresent(Rehearsal::end);
    ledger.end();
    now.close();
    now = waiting;
  }
}
