package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.JwtPrincipal;
import dev.signet.token.VerificationUnavailableException;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * The Jakarta Authentication module: translates a request for the line and the line's result for
 * the container. It serves as its own context, since there is never more than one module. It keeps
 * nothing of a request.
 */
public final class JwtServerAuthModule implements ServerAuthModule, ServerAuthContext {
  private static final Logger LOG = System.getLogger(JwtServerAuthModule.class.getName());

  private final Supplier<Optional<RequestAuthenticator>> lines;
  private final CallbackHandler handler;

  /**
   * Authenticates with the line there is at the moment of a request; where there is none, every
   * page answers 503, so that nothing is half open.
   */
  JwtServerAuthModule(Supplier<Optional<RequestAuthenticator>> lines, CallbackHandler handler) {
    this.lines = lines;
    this.handler = handler;
  }

  /** Does nothing: a module is built ready to work. */
  @Override
  @SuppressWarnings("rawtypes") // the signature of Jakarta Authentication 2.0, still called
  public void initialize(
      MessagePolicy requestPolicy,
      MessagePolicy responsePolicy,
      CallbackHandler handler,
      Map options) {}

  @Override
  public Class<?>[] getSupportedMessageTypes() {
    return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
  }

  /**
   * Authenticates a request. A good token establishes the caller; no token on a protected resource
   * is challenged; a refused token is refused on open resources too, and the application does not
   * run.
   *
   * @param messageInfo holds the servlet request and response
   * @param client the Subject to fill
   * @param service not used
   * @return SUCCESS where the application may run; else the response is complete
   * @throws AuthException where the container or our own code is at fault, not the request
   */
  @Override
  public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) messageInfo.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) messageInfo.getResponseMessage();
    Optional<RequestAuthenticator> line = lines.get();
    if (line.isEmpty()) {
      nobody(request, client);
      return Refusals.unavailable(response);
    }
    Refusals refusals = line.get().refusals();
    try {
      CallerNotifier subjects = CallerNotifier.of(handler, line.get().names());
      AuthenticationResult result = line.get().ask(request, subjects);
      return line.get().answer(result, messageInfo, client, subjects);
    } catch (VerificationUnavailableException e) {
      nobody(request, client);
      return refusals.unavailable(response, e);
    } catch (CallerNotAcceptedException e) {
      nobody(request, client);
      return refusals.unavailable(response, e);
    } catch (RuntimeException e) {
      nobody(request, client);
      throw refusals.ownFault(e);
    }
  }

  /** Before a refusal, which stands whatever the container makes of it. */
  private void nobody(HttpServletRequest request, Subject client) {
    LoginBoundSessionFilter.stop(request);
    if (!LibertyCallerNotifier.isLiberty(handler)) {
      try {
        CallbackCallerNotifier.establishNobody(handler, client);
      } catch (AuthException e) {
        LOG.log(Level.DEBUG, "the server does not take nobody for a caller");
      }
    }
  }

  @Override
  public AuthStatus secureResponse(MessageInfo messageInfo, Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  /**
   * Takes the caller out of a Subject, on {@code request.logout()}. Liberty hands over a Subject
   * that cannot be changed, and forgets it by itself.
   */
  @Override
  public void cleanSubject(MessageInfo messageInfo, Subject subject) {
    if (!subject.isReadOnly()) {
      subject.getPrincipals().removeIf(JwtPrincipal.class::isInstance);
    }
  }
}
