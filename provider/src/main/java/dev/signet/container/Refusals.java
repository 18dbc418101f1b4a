package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.audit.AuditTrail;
import dev.signet.config.SignetConfig;
import dev.signet.config.TrustedProxies;
import dev.signet.logout.LogoutEndpoint;
import dev.signet.refusals.LimitedLog;
import dev.signet.refusals.RefusalLedger;
import dev.signet.refusals.RefusalRecord;
import dev.signet.refusals.RequestFacts;
import dev.signet.token.BearerError;
import dev.signet.token.RequestChannel;
import dev.signet.token.VerificationUnavailableException;
import jakarta.security.auth.message.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The responses that are sent instead of the application's: RFC 6750 section 3 for a refused or
 * missing token, 503 where a good token cannot be recognized or used. Each response leaves one
 * entry in the log, at a limited rate. The audit, where there is one, has the refusals and the
 * logins too. Thread-safe.
 */
final class Refusals {
  private static final String CHALLENGE = "WWW-Authenticate";

  private final String plainChallenge;
  private final RequestChannel channels;
  private final RefusalLedger ledger;
  private final LimitedLog log;
  private final AuditTrail audit;

  private Refusals(String realm, TrustedProxies proxies, RefusalLedger ledger, AuditTrail audit) {
    this.plainChallenge = "Bearer realm=\"" + realm + "\"";
    this.channels = RequestChannel.trusting(proxies);
    this.ledger = ledger;
    this.log = ledger.log();
    this.audit = audit;
  }

  /** Under a configuration, which has the realm that challenges name, and the proxies. */
  static Refusals of(SignetConfig config, RefusalLedger ledger) {
    return new Refusals(
        config.challengeRealm(), config.proxies(), ledger, AuditTrail.of(config, ledger));
  }

  /** Without a configuration: only 503 is answered. */
  static Refusals waiting(RefusalLedger ledger) {
    return new Refusals("", TrustedProxies.NONE, ledger, AuditTrail.off(ledger));
  }

  /**
   * No token where one is needed: no error code, since nothing was wrong (RFC 6750 section 3.1).
   */
  void challenge(HttpServletRequest request, HttpServletResponse response) throws AuthException {
    log.log(
        Level.INFO,
        "no-token",
        () ->
            "401: a protected resource was asked for without a token, "
                + RequestFacts.of(request, channels));
    response.setHeader(CHALLENGE, plainChallenge);
    send(response, HttpServletResponse.SC_UNAUTHORIZED);
  }

  /**
   * A token that is refused, with the number and the text of the catalogue. The details are
   * recorded, and never sent.
   */
  void reject(HttpServletRequest request, HttpServletResponse response, Rejected refused)
      throws AuthException {
    BearerError error = refused.reason().error();
    RefusalRecord refusal = ledger.enter(refused, RequestFacts.of(request, channels));
    audit.refusal(refusal, refused.caller());
    refusal.showIn(request);
    response.setHeader(
        CHALLENGE,
        plainChallenge
            + ", error=\""
            + error.code()
            + "\", error_description=\""
            + refusal.description()
            + "\"");
    send(response, error.status());
  }

  /** The container has accepted a caller: the audit has the first request with a token. */
  void admitted(HttpServletRequest request, Authenticated caller) {
    if (audit.isLogin(caller)) {
      audit.login(caller, RequestFacts.of(request, channels));
    }
  }

  /** Ends the audit under this configuration. */
  void close() {
    audit.close();
  }

  /** After authentication: the server has another caller for the request than the token's. */
  void rejectMismatch(HttpServletRequest request, HttpServletResponse response, Rejected refused) {
    try {
      reject(request, response, refused);
      complete(response);
    } catch (AuthException | IOException e) {
      throw new IllegalStateException("the response could not be sent", e);
    }
  }

  /** After authentication, where Liberty shows no page for a status that is only set. */
  static void complete(HttpServletResponse response) throws IOException {
    if (Server.LIBERTY.made(response)
        && !response.isCommitted()
        && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
      response.sendError(response.getStatus(), phrase(response.getStatus()));
    }
  }

  /** What answers the logout requests of issuers, with the same log and records. */
  LogoutEndpoint logouts(JwtAuthenticator authenticator) {
    return new LogoutEndpoint(authenticator, channels, ledger);
  }

  /** A logout request: everything about it is answered here. */
  void answer(LogoutEndpoint logouts, HttpServletRequest request, HttpServletResponse response)
      throws AuthException, VerificationUnavailableException {
    try {
      logouts.answer(request, response);
    } catch (IOException e) {
      throw new AuthException("the logout request could not be read or answered", e);
    }
  }

  /** The token cannot be verified at the moment, and says nothing wrong. */
  void unavailable(HttpServletResponse response, VerificationUnavailableException cause)
      throws AuthException {
    log.log(Level.ERROR, "keys " + cause.issuerId(), () -> "503: " + cause.getMessage());
    response.setHeader("Retry-After", Long.toString(cause.retryAfterSeconds()));
    unavailable(response);
  }

  /** The token is good, and the server has to be set up for its caller. */
  void unavailable(HttpServletResponse response, CallerNotAcceptedException cause)
      throws AuthException {
    log.log(Level.ERROR, "caller refused", () -> "503: " + cause.getMessage());
    unavailable(response);
  }

  /** Not by sendError: Liberty writes a stack trace for each status from 500 on. */
  void unavailable(HttpServletResponse response) throws AuthException {
    try {
      response.setHeader("Cache-Control", "no-store");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.flushBuffer();
    } catch (IOException e) {
      throw new AuthException("the response could not be sent", e);
    }
  }

  /**
   * An error in Signet refuses the request as well. Its message could hold anything, so the log has
   * its class alone.
   */
  AuthException ownFault(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    String message = "an error in Signet: " + fault.getClass().getName() + where;
    log.log(Level.ERROR, message, () -> "with " + message);
    return new AuthException(message);
  }

  /**
   * Sends a status with the page that the server or the application has for it. On Liberty
   * sendError writes a stack trace for each refusal where the application has an error page; for a
   * 401 that is only set the page is shown as well.
   */
  private static void send(HttpServletResponse response, int status) throws AuthException {
    response.setHeader("Cache-Control", "no-store");
    if (Server.LIBERTY.made(response)) {
      response.setStatus(status);
      return;
    }
    try {
      response.sendError(status, phrase(status));
    } catch (IOException e) {
      throw new AuthException("the response could not be sent", e);
    }
  }

  /**
   * The phrase of RFC 9110 section 15.5. Without one, Liberty makes up its own for each response,
   * which takes a seventh of the response's time.
   */
  private static String phrase(int status) {
    return status == HttpServletResponse.SC_UNAUTHORIZED ? "Unauthorized" : "Bad Request";
  }
}
