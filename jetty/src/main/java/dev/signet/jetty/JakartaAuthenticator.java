package dev.signet.jetty;

import static java.util.Objects.requireNonNullElse;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.Constraint.Authorization;
import org.eclipse.jetty.security.EmptyLoginService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.ServerAuthException;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.LoginAuthenticator;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Hands each request to the application's authentication module. Keeps nothing of a request. */
final class JakartaAuthenticator extends LoginAuthenticator {
  private static final String LAYER = "HttpServlet";

  /** Whose a session is, as Signet writes it when the session is made; nobody's is empty. */
  private static final String LOGIN = "dev.signet.login";

  private final BiFunction<Request, Response, Messages> messages;

  /**
   * With what only the application's environment knows.
   *
   * @param messages the request and response of its Servlet API
   */
  JakartaAuthenticator(BiFunction<Request, Response, Messages> messages) {
    this.messages = messages;
  }

  /** A module needs no user registry, and Jetty no other than an empty one. */
  @Override
  public void setConfiguration(Configuration configuration) {
    LoginService registry =
        requireNonNullElse(configuration.getLoginService(), new EmptyLoginService());
    super.setConfiguration(
        new Configuration.Wrapper(configuration) {
          @Override
          public LoginService getLoginService() {
            return registry;
          }
        });
  }

  @Override
  public String getAuthenticationType() {
    return "JASPIC";
  }

  /**
   * Has open resources validated as well (Jakarta Authentication 3.0 section 3.8.1.1), which Jetty
   * puts off until the application asks for the caller. Whether the caller may enter is decided by
   * the constraint itself.
   */
  @Override
  public Authorization getConstraintAuthentication(
      String pathInContext, Authorization existing, Function<Boolean, Session> getSession) {
    return Protection.isProtected(existing) ? existing : Authorization.ANY_USER;
  }

  /**
   * The caller, or null for none; then Jetty refuses a request that needs a caller. Jetty calls
   * this before the request reaches the application, and again in {@code request.authenticate()},
   * wherever the application calls that. There a caller is needed (Jakarta Authentication 3.0
   * section 3.8.1.1).
   */
  @Override
  public @Nullable AuthenticationState validateRequest(
      Request request, Response response, Callback callback) throws ServerAuthException {
    if (AuthenticationState.Deferred.isDeferred(response)) {
      return null; // the module was called already, and there was no caller
    }
    Messages message = messages.apply(request, response);
    boolean isInside = message.isInside();
    HeldResponse held = new HeldResponse(message.response());
    var exchange =
        new Exchange(
            message.request(),
            isInside ? message.response() : held,
            isInside || Protection.isProtected(request));
    Subject client = new Subject();
    CallerCallbacks caller = new CallerCallbacks();
    if (ask(message.request().getServletContext(), exchange, client, caller)
        != AuthStatus.SUCCESS) {
      if (isInside) {
        callback.succeeded(); // the servlet's response has the answer
      } else {
        held.send(request, response, callback);
      }
      return AuthenticationState.SEND_FAILURE;
    }
    if (caller.principal().isEmpty()) {
      return null;
    }
    renewForeignSession(request, response);
    UserIdentity identity =
        _identityService.newUserIdentity(client, caller.principal().get(), caller.groups());
    return new Caller(exchange.authType(getAuthenticationType()), identity, this);
  }

  /**
   * A caller who may come back after a logout, when the application asks for them: Jetty's own
   * state refuses that.
   */
  @SuppressWarnings("serial") // it is kept with the request alone
  private static final class Caller extends UserAuthenticationSucceeded {
    private final JakartaAuthenticator authenticator;

    Caller(String type, UserIdentity identity, JakartaAuthenticator authenticator) {
      super(type, identity);
      this.authenticator = authenticator;
    }

    @Override
    public void logout(Request request, Response response) {
      super.logout(request, response);
      AuthenticationState.setAuthenticationState(request, AuthenticationState.defer(authenticator));
    }
  }

  /**
   * A session from before the login gets another id, so that whoever has planted it cannot use it.
   * One that was made for a login keeps its id: requests that come at once would lose it.
   */
  private void renewForeignSession(Request request, Response response) {
    Session session = request.getSession(false);
    if (session != null
        && !(session.getAttribute(LOGIN) instanceof String login && !login.isEmpty())) {
      updateSession(request, response);
    }
  }

  private static AuthStatus ask(
      ServletContext application, Exchange exchange, Subject client, CallerCallbacks caller)
      throws ServerAuthException {
    String host = requireNonNullElse(application.getVirtualServerName(), "server");
    String path = application.getContextPath();
    String id = host + " " + (path.isEmpty() ? "/" : path);
    AuthConfigProvider provider = AuthConfigFactory.getFactory().getConfigProvider(LAYER, id, null);
    if (provider == null) {
      throw new ServerAuthException("there is no authentication module for " + id);
    }
    try {
      ServerAuthConfig config = provider.getServerAuthConfig(LAYER, id, caller);
      return config
          .getAuthContext(config.getAuthContextID(exchange), null, Map.of())
          .validateRequest(exchange, client, null);
    } catch (AuthException e) {
      throw new ServerAuthException(e);
    }
  }
}
