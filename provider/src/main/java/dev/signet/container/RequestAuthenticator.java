package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.identity.RealmNames;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import javax.security.auth.Subject;

/**
 * What one configuration makes of requests, for the module and for the mechanism alike.
 *
 * @param authenticator the line
 * @param delegatesUnauthenticated whether a request without a token may have another way in
 * @param refusals how it says no
 * @param names what callers are called where a container knows no realms
 */
public record RequestAuthenticator(
    JwtAuthenticator authenticator,
    boolean delegatesUnauthenticated,
    Refusals refusals,
    RealmNames names) {
  /** Jakarta Authentication 3.0 section 3.8.1.1. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  /** Jakarta Authentication 3.0 section 3.8.4. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  /** Who is calling; refused where the container cannot be told. */
  public AuthenticationResult ask(HttpServletRequest request, CallerNotifier subjects)
      throws VerificationUnavailableException {
    AuthenticationResult result = authenticator.authenticate(request);
    return result instanceof Authenticated authenticated
        ? subjects.tellable(authenticated, names)
        : result;
  }

  /**
   * Tells the container who is calling, or answers in the application's place: SUCCESS where the
   * application may run, SEND_SUCCESS where the response is complete.
   */
  public AuthStatus answer(
      AuthenticationResult result, MessageInfo messageInfo, Subject client, CallerNotifier subjects)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) messageInfo.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) messageInfo.getResponseMessage();
    if (result instanceof Authenticated authenticated) {
      ToldCaller caller = subjects.told(authenticated);
      if (subjects.takesForAnother(request, caller)) {
        return refuseAnothers(request, response);
      }
      if (subjects.remembersCallers()) {
        LoginBoundSessionFilter.endAnothers(request, caller);
      }
      authType(messageInfo);
      subjects.establish(client, caller);
      LoginBoundSessionFilter.mark(request, caller, refusals);
      return AuthStatus.SUCCESS;
    }
    // before a refusal, too: its error page is nobody's
    subjects.establishNobody(client);
    if (request.getDispatcherType() == DispatcherType.ERROR
        || (!(result instanceof Rejected) && !isMandatory(messageInfo))) {
      return AuthStatus.SUCCESS;
    }
    // before the answer: Liberty runs the error page inside sendError, and asks again for it
    LoginBoundSessionFilter.stop(request);
    return result instanceof Rejected rejected
        ? refusals.reject(response, rejected.reason())
        : refusals.challenge(response);
  }

  /** Ends the other login, so that the next request is the token's. */
  private AuthStatus refuseAnothers(HttpServletRequest request, HttpServletResponse response)
      throws AuthException {
    LoginBoundSessionFilter.stop(request);
    try {
      request.logout();
    } catch (ServletException e) {
      throw new AuthException("the other login could not be ended", e);
    }
    return refusals.reject(response, Rejection.CALLER_MISMATCH);
  }

  /**
   * Jetty 12's own bridge has the key for no resource, and where any user may enter it lets in a
   * request that is said to be nobody's.
   */
  private static boolean isMandatory(MessageInfo messageInfo) {
    return Boolean.parseBoolean(String.valueOf(messageInfo.getMap().get(IS_MANDATORY)))
        || messageInfo.getClass().getName().startsWith("org.eclipse.jetty.");
  }

  @SuppressWarnings("unchecked") // a raw map in Jakarta Authentication 2.0, which TomEE 9 has
  private static void authType(MessageInfo messageInfo) {
    messageInfo.getMap().put(AUTH_TYPE, "JWT");
  }
}
