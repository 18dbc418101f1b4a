package dev.signet.container;

import dev.signet.JwtPrincipal;
import dev.signet.PrincipalFactory;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * The Jakarta Authentication module: translates a request for the {@link RequestAuthenticator} and
 * the outcome for the container. It is its own context, since there is never more than one module.
 * It keeps nothing of a request.
 */
public final class JwtServerAuthModule implements ServerAuthModule, ServerAuthContext {
  private final Supplier<RequestAuthenticator> authenticators;
  private final CallerNotifier notifier;

  /** Authenticates each request under the configuration that is in force at that moment. */
  JwtServerAuthModule(Supplier<RequestAuthenticator> authenticators, CallbackHandler handler) {
    this(authenticators, handler, BesideSignet.NONE);
  }

  /** The same, with the principals of an application. */
  JwtServerAuthModule(
      Supplier<RequestAuthenticator> authenticators,
      CallbackHandler handler,
      PrincipalFactory principals) {
    this.authenticators = authenticators;
    this.notifier = CallerNotifier.of(handler).telling(principals);
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
   * Authenticates a request. A good token establishes the caller; without a token a protected
   * resource is challenged; a refused token is refused on open resources too, and the application
   * does not run.
   *
   * @param messageInfo holds the servlet request and response
   * @param client the Subject to fill
   * @param service not used
   * @return SUCCESS where the application may run; SEND_SUCCESS where the response is complete.
   *     With SEND_FAILURE Liberty would run an open resource all the same
   * @throws AuthException where the container or Signet itself fails, not the request
   */
  @Override
  public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service)
      throws AuthException {
    Outcome outcome =
        authenticators.get().validate(messageInfo, client, notifier, ApplicationLogin.NONE);
    return switch (outcome) {
      case AUTHENTICATED, UNAUTHENTICATED -> AuthStatus.SUCCESS;
      case ANSWERED -> AuthStatus.SEND_SUCCESS;
      case DELEGATED -> throw new AuthException("the module has no other mechanism");
    };
  }

  @Override
  public AuthStatus secureResponse(MessageInfo messageInfo, Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  /**
   * Removes the caller from a Subject, on {@code request.logout()}. The Subject that Liberty passes
   * is read-only, and Liberty discards it by itself.
   */
  @Override
  public void cleanSubject(MessageInfo messageInfo, Subject subject) {
    if (!subject.isReadOnly()) {
      subject.getPrincipals().removeIf(JwtPrincipal.class::isInstance);
    }
  }
}
