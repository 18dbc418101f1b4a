package dev.signet.container;

import dev.signet.token.BearerError;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Answers in the place of the application: RFC 6750 section 3 for the token's faults, 503 for ours.
 * Each answer leaves one line in the log, at a limited rate.
 */
public final class Refusals {
  private static final String CHALLENGE = "WWW-Authenticate";

  private final String plainChallenge;
  private final LimitedLog log;

  Refusals(String realm, LimitedLog log) {
    this.plainChallenge = "Bearer realm=\"" + realm + "\"";
    this.log = log;
  }

  /**
   * No token where one is needed: no error code, since nothing was wrong (RFC 6750 section 3.1).
   */
  AuthStatus challenge(HttpServletResponse response) throws AuthException {
    log.log(Level.DEBUG, "no-token", "401: a protected resource was asked for without a token");
    response.setHeader(CHALLENGE, plainChallenge);
    return send(response, HttpServletResponse.SC_UNAUTHORIZED);
  }

  AuthStatus reject(HttpServletResponse response, Rejection reason) throws AuthException {
    BearerError error = reason.error();
    String description = reason.id() + ": " + reason.text();
    log.log(Level.WARNING, reason.id(), error.status() + ": " + description);
    response.setHeader(
        CHALLENGE,
        plainChallenge
            + ", error=\""
            + error.code()
            + "\", error_description=\""
            + description
            + "\"");
    return send(response, error.status());
  }

  /** Behind authentication: the server takes the caller for somebody else. */
  void refuseAnothers(HttpServletResponse response) {
    try {
      var unused = reject(response, Rejection.CALLER_MISMATCH);
      complete(response);
    } catch (AuthException | IOException e) {
      throw new IllegalStateException("the response could not be sent", e);
    }
  }

  /** Behind authentication, where Liberty shows no page for a status that is only set. */
  static void complete(ServletResponse response) throws IOException {
    if (response instanceof HttpServletResponse http
        && isLibertys(http)
        && !http.isCommitted()
        && http.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
      http.sendError(http.getStatus(), phrase(http.getStatus()));
    }
  }

  public AuthStatus unavailable(
      HttpServletResponse response, VerificationUnavailableException cause) throws AuthException {
    log.log(Level.ERROR, "keys " + cause.issuerId(), "503: " + cause.getMessage());
    response.setHeader("Retry-After", Long.toString(cause.retryAfterSeconds()));
    return unavailable(response);
  }

  /** Not the token's fault nor ours: somebody has to set up the server. */
  public AuthStatus unavailable(HttpServletResponse response, CallerNotAcceptedException cause)
      throws AuthException {
    log.log(Level.ERROR, "caller refused", "503: " + cause.getMessage());
    return unavailable(response);
  }

  /** Not by sendError: Liberty writes a stack trace for each status from 500 on. */
  public static AuthStatus unavailable(HttpServletResponse response) throws AuthException {
    try {
      response.setHeader("Cache-Control", "no-store");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.flushBuffer();
      return AuthStatus.SEND_SUCCESS;
    } catch (IOException e) {
      throw new AuthException("the response could not be sent", e);
    }
  }

  /**
   * A mistake of ours refuses as well; its message could hold anything, so only its class is told.
   */
  public AuthException ownFault(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    String message = "an error in Signet: " + fault.getClass().getName() + where;
    log.log(Level.ERROR, message, "with " + message);
    return new AuthException(message);
  }

  /**
   * Sends the response. SEND_SUCCESS is the status for "the response is ready": with SEND_FAILURE
   * Liberty runs an open resource all the same. There, sendError writes a stack trace for each
   * refusal where the application has an error page; a 401 that is set shows the page as well.
   */
  private static AuthStatus send(HttpServletResponse response, int status) throws AuthException {
    response.setHeader("Cache-Control", "no-store");
    if (isLibertys(response)) {
      response.setStatus(status);
      return AuthStatus.SEND_SUCCESS;
    }
    try {
      response.sendError(status, phrase(status));
      return AuthStatus.SEND_SUCCESS;
    } catch (IOException e) {
      throw new AuthException("the response could not be sent", e);
    }
  }

  private static boolean isLibertys(HttpServletResponse response) {
    String name = response.getClass().getName();
    return name.startsWith("io.openliberty.") || name.startsWith("com.ibm.");
  }

  /**
   * The phrase of RFC 9110 section 15.5. Without one, Liberty puts its own together for each
   * answer, which costs a seventh of it.
   */
  private static String phrase(int status) {
    return status == HttpServletResponse.SC_UNAUTHORIZED ? "Unauthorized" : "Bad Request";
  }
}
