package dev.signet.monitoring;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.metrics.Durations;
import dev.signet.metrics.FlightEvents;
import dev.signet.metrics.Series;
import dev.signet.token.VerificationUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one request, from its arrival at Signet to Signet's answer. It is counted
 * once, by what was said of it last. It knows nothing of the caller.
 */
public final class AuthenticationTiming {
  private static final Series NOT_ATTEMPTED = new Series("not_attempted", "", "");
  private static final Series NO_CONFIGURATION = new Series("unavailable", "configuration", "");
  private static final Series FAILED = new Series("error", "own_fault", "");

  private final String application;
  private final Durations durations;
  private boolean isCounted;
  private final @Nullable Object event;
  private final long begun = System.nanoTime();
  private Series series = FAILED;

  AuthenticationTiming(String application, Durations durations, boolean isCounted) {
    this.application = application;
    this.durations = durations;
    this.isCounted = isCounted;
    this.event = isCounted ? FlightEvents.beginAuthentication() : null;
  }

  /** There is no configuration in force. */
  public void unconfigured() {
    series = NO_CONFIGURATION;
  }

  /**
   * Signet has decided.
   *
   * @param result what has come out
   */
  public void decided(AuthenticationResult result) {
    if (result instanceof Authenticated caller) {
      series = new Series("authenticated", "", caller.jwt().issuerId());
    } else if (result instanceof Rejected rejected) {
      series = new Series("rejected", rejected.reason().id(), rejected.details().definition());
    } else {
      series = NOT_ATTEMPTED;
    }
  }

  /**
   * The token cannot be verified at the moment.
   *
   * @param cause which definition's
   */
  public void unavailable(VerificationUnavailableException cause) {
    series = new Series("unavailable", "verification", cause.issuerId());
  }

  /** The token is good, and the server does not take its caller. */
  public void notAccepted() {
    series = new Series("unavailable", "caller", series.definition());
  }

  /** Signet itself has failed. */
  public void failed() {
    series = FAILED;
  }

  /** The request is no authentication, and is not counted. */
  public void leaveOut() {
    isCounted = false;
  }

  /** Counts the request, unless it is an error page. */
  public void end() {
    if (!isCounted) {
      return;
    }
    durations.add(series, System.nanoTime() - begun);
    FlightEvents.endAuthentication(event, application, series);
  }
}
