package dev.signet.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletResponse;
import javax.security.auth.Subject;

/**
 * Stands guard while the configuration is wrong: every page answers 503, so nothing is half open.
 */
enum UnconfiguredServerAuthContext implements ServerAuthContext {
  INSTANCE;

  @Override
  public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service)
      throws AuthException {
    HttpServletResponse response = (HttpServletResponse) messageInfo.getResponseMessage();
    return Refusals.unavailable(response);
  }

  @Override
  public AuthStatus secureResponse(MessageInfo messageInfo, Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  @Override
  public void cleanSubject(MessageInfo messageInfo, Subject subject) {
    // never put anything into it
  }
}
