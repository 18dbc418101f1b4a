package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.token.CannotDecideException;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import javax.security.auth.Subject;

/**
 * What one configuration makes of requests, for the module and for the mechanism alike.
 *
 * @param authenticator the line
 * @param passesOn whether a request without a token may have another way in
 * @param refusals how it says no
 * @param names what callers are called where a container knows no realms
 */
record Line(JwtAuthenticator authenticator, boolean passesOn, Refusals refusals, RealmNames names) {
  /** Jakarta Authentication 3.0 section 3.8.1.1. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  /** Jakarta Authentication 3.0 section 3.8.4. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  /** Who is calling; refused where the container cannot be told. */
  AuthenticationResult ask(HttpServletRequest request, SubjectBuilder subjects)
      throws CannotDecideException {
    AuthenticationResult result = authenticator.authenticate(request);
    return result instanceof Authenticated authenticated
        ? subjects.tellable(authenticated, names)
        : result;
  }

  /**
   * Tells the container who is calling, or answers in the application's place: SUCCESS where the
   * application may run, SEND_SUCCESS where the response is complete.
   */
  AuthStatus answer(
      AuthenticationResult result, MessageInfo messageInfo, Subject client, SubjectBuilder subjects)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) messageInfo.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) messageInfo.getResponseMessage();
    if (result instanceof Authenticated authenticated) {
      authType(messageInfo);
      ToldCaller caller = subjects.told(authenticated);
      subjects.establish(client, caller);
      LoginBoundSessionFilter.mark(request, caller, refusals);
      return AuthStatus.SUCCESS;
    }
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      // Liberty calls again for the error page of a refusal: the page is shown to nobody's name
      subjects.establishNobody(client);
      return AuthStatus.SUCCESS;
    }
    if (result instanceof Rejected rejected) {
      return refusals.reject(response, rejected.reason());
    }
    if (isMandatory(messageInfo)) {
      return refusals.challenge(response);
    }
    subjects.establishNobody(client);
    return AuthStatus.SUCCESS;
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
