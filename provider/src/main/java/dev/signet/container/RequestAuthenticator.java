package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.config.Propagation;
import dev.signet.config.SignetConfig;
import dev.signet.log.Messages;
import dev.signet.logout.LogoutEndpoint;
import dev.signet.monitoring.ApplicationMetrics;
import dev.signet.monitoring.AuthenticationTiming;
import dev.signet.revocation.Revocations;
import dev.signet.session.LoginBoundSessionFilter;
import dev.signet.session.PropagatedTokens;
import dev.signet.session.RevokedSessions;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import javax.security.auth.Subject;

/**
 * Authenticates the requests of one application under one configuration, for the module and for the
 * mechanism alike. It keeps nothing of a request; thread-safe.
 */
public final class RequestAuthenticator {
  private static final Logger LOG = Messages.logger(RequestAuthenticator.class);

  private final Optional<JwtAuthenticator> authenticator;
  private final boolean delegatesUnauthenticated;
  private final PropagatedTokens tokens;
  private final Refusals refusals;
  private final ApplicationMetrics metrics;
  private final Optional<LogoutEndpoint> logouts;

  private RequestAuthenticator(
      Optional<JwtAuthenticator> authenticator,
      boolean delegatesUnauthenticated,
      PropagatedTokens tokens,
      Refusals refusals,
      ApplicationMetrics metrics) {
    this.authenticator = authenticator;
    this.delegatesUnauthenticated = delegatesUnauthenticated;
    this.tokens = tokens;
    this.refusals = refusals;
    this.metrics = metrics;
    this.logouts = authenticator.map(refusals::logouts);
  }

  /** With a configuration. One definition that requires the token makes it the only way in. */
  static RequestAuthenticator of(
      SignetConfig config,
      JwtAuthenticator authenticator,
      Refusals refusals,
      ApplicationMetrics metrics) {
    boolean delegates =
        config.issuers().stream()
            .allMatch(issuer -> issuer.inboundPropagation() == Propagation.SUPPORTED);
    return new RequestAuthenticator(
        Optional.of(authenticator), delegates, PropagatedTokens.of(config), refusals, metrics);
  }

  /** Without a configuration: every request gets a 503. */
  static RequestAuthenticator waiting(Refusals refusals, ApplicationMetrics metrics) {
    return new RequestAuthenticator(
        Optional.empty(), false, PropagatedTokens.NONE, refusals, metrics);
  }

  /** Empty where there is no configuration. */
  Optional<JwtAuthenticator> authenticator() {
    return authenticator;
  }

  /** Ends what serves it, once no new request comes. */
  void close() {
    authenticator.ifPresent(JwtAuthenticator::close);
    refusals.close();
  }

  /**
   * Authenticates a request and notifies the container of its caller, or of nobody before it sends
   * a refusal. A refused token is refused on open resources too; a missing one where the resource
   * is protected.
   *
   * @param exchange the request and the response
   * @param client the Subject, which is filled after all checks
   * @param notifier how the container is notified
   * @param application what the application has for logins of its own
   * @return what has become of the request
   * @throws AuthException where the container or Signet itself fails, not the request
   */
  public Outcome validate(
      MessageInfo exchange, Subject client, CallerNotifier notifier, ApplicationLogin application)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) exchange.getResponseMessage();
    AuthenticationTiming timing = metrics.beginRequest(request.getDispatcherType());
    try {
      return decide(exchange, client, notifier, application, timing);
    } catch (VerificationUnavailableException e) {
      timing.unavailable(e);
      stop(request, client, notifier);
      refusals.unavailable(response, e);
      return Outcome.ANSWERED;
    } catch (CallerNotAcceptedException e) {
      timing.notAccepted();
      stop(request, client, notifier);
      refusals.unavailable(response, e);
      return Outcome.ANSWERED;
    } catch (RuntimeException e) {
      timing.failed();
      stop(request, client, notifier);
      throw refusals.ownFault(e);
    } finally {
      timing.end();
    }
  }

  private Outcome decide(
      MessageInfo exchange,
      Subject client,
      CallerNotifier notifier,
      ApplicationLogin application,
      AuthenticationTiming timing)
      throws AuthException, VerificationUnavailableException {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
    if (authenticator.isEmpty()) {
      timing.unconfigured();
      stop(request, client, notifier);
      refusals.unavailable((HttpServletResponse) exchange.getResponseMessage());
      return Outcome.ANSWERED;
    }
    if (logouts.isPresent() && logouts.get().isFor(request)) {
      timing.leaveOut();
      stop(request, client, notifier);
      refusals.answer(logouts.get(), request, (HttpServletResponse) exchange.getResponseMessage());
      return Outcome.ANSWERED;
    }
    Revocations revocations = authenticator.get().revocations();
    if (!revocations.isEmpty()) {
      RevokedSessions.lookFor(request, revocations::isRevoked);
    }
    AuthenticationResult result =
        authenticate(authenticator.get(), exchange, notifier.server(), application);
    timing.decided(result);
    if (result instanceof Authenticated caller) {
      return admit(caller, exchange, client, notifier, timing);
    }
    if (result instanceof NotAttempted
        && delegatesUnauthenticated
        && application.takesUnauthenticated()) {
      LoginBoundSessionFilter.passOn(request);
      return Outcome.DELEGATED;
    }
    return answer(result, exchange, client, notifier);
  }

  /**
   * What the token says, and then what the application says of its caller. Whoever sends a foreign
   * token to an open page is who they would be without it: nobody.
   */
  private static AuthenticationResult authenticate(
      JwtAuthenticator authenticator,
      MessageInfo exchange,
      Server server,
      ApplicationLogin application)
      throws VerificationUnavailableException {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
    AuthenticationResult result = authenticator.authenticate(request, server.names());
    if (result instanceof Authenticated caller) {
      result = application.confirm(caller, authenticator);
    }
    if (!(result instanceof Rejected refused)) {
      return result;
    }
    return refused.isForeign() && !ServletProfile.isMandatory(exchange)
        ? new NotAttempted()
        : authenticator.describe(refused, request);
  }

  /** Notifies the container, unless it prefers a login of its own to the token's. */
  private Outcome admit(
      Authenticated caller,
      MessageInfo exchange,
      Subject client,
      CallerNotifier notifier,
      AuthenticationTiming timing)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
    Server server = notifier.server();
    if (server.prefersItsOwnLogin() && OtherLogin.isIn(request, caller)) {
      stop(request, client, notifier);
      OtherLogin.end(request);
      Rejected mismatch = mismatch(caller, request);
      timing.decided(mismatch);
      refusals.reject(request, (HttpServletResponse) exchange.getResponseMessage(), mismatch);
      return Outcome.ANSWERED;
    }
    if (server.keepsCallersInSessions()) {
      LoginBoundSessionFilter.endAnothers(request, caller.login());
    }
    ServletProfile.nameAuthType(exchange);
    notifier.notify(client, caller);
    LoginBoundSessionFilter.mark(request, caller.login(), caller.jwt().revocable()::text);
    if (!caller.identity().isRegistryUser()) {
      LoginBoundSessionFilter.expect(
          request,
          caller.names().aliases(),
          response -> refusals.rejectMismatch(request, response, mismatch(caller, request)));
    }
    tokens.keep(request, caller);
    refusals.admitted(request, caller);
    return Outcome.AUTHENTICATED;
  }

  private Rejected mismatch(Authenticated caller, HttpServletRequest request) {
    Rejected refused =
        Rejected.after(
            Rejection.CALLER_MISMATCH, caller, "the server has another user for the request");
    return authenticator.map(by -> by.describe(refused, request)).orElse(refused);
  }

  /** Without a caller: an open resource is nobody's, and so is every error page. */
  private Outcome answer(
      AuthenticationResult result, MessageInfo exchange, Subject client, CallerNotifier notifier)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) exchange.getResponseMessage();
    notifier.notifyNobody(client);
    if (request.getDispatcherType() == DispatcherType.ERROR
        || (!(result instanceof Rejected) && !ServletProfile.isMandatory(exchange))) {
      return Outcome.UNAUTHENTICATED;
    }
    // before the response: Liberty runs the error page inside sendError, and validates it again
    LoginBoundSessionFilter.stop(request);
    if (result instanceof Rejected rejected) {
      if (rejected.reason() == Rejection.REVOKED) {
        RevokedSessions.end(request);
      }
      refusals.reject(request, response, rejected);
    } else {
      refusals.challenge(request, response);
    }
    return Outcome.ANSWERED;
  }

  /** Before a refusal, which is sent whether the container accepts "nobody" or not. */
  private static void stop(HttpServletRequest request, Subject client, CallerNotifier notifier) {
    LoginBoundSessionFilter.stop(request);
    try {
      notifier.notifyNobody(client);
    } catch (AuthException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the server does not accept a request without a caller");
    }
  }
}
