package dev.signet.mechanism;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.JwtPrincipal;
import dev.signet.container.ApplicationLogin;
import dev.signet.container.BesideSignet;
import dev.signet.container.ConfigSource;
import dev.signet.container.Outcome;
import dev.signet.container.ReloadableAuthenticator;
import dev.signet.container.SignetInitializer;
import dev.signet.session.LoginBoundSessionFilter;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.auth.message.AuthException;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Jakarta Security mechanism: it authenticates as the module does and sends the same responses,
 * inside an application. It is enabled by {@link JwtHeaderAuthenticationMechanismDefinition}, or by
 * a producer that returns {@link #of(Path)}. An application that has one is not served by the
 * module.
 *
 * <p>A caller is validated by the {@code IdentityStoreHandler} as well, so that stores of the
 * application can add groups or refuse the caller. A request without a token is left to another
 * mechanism of the application where every issuer's {@code inboundPropagation} is {@code
 * supported}; a refused token is refused. In mode {@code report} every request is left to the other
 * mechanism. Thread-safe. Not final, since CDI may put interceptors before it.
 */
@Singleton
@Alternative
@Priority(JwtAuthenticationMechanism.PRIORITY)
public class JwtAuthenticationMechanism implements HttpAuthenticationMechanism {
  /** Before every mechanism that an application or a server brings. */
  static final int PRIORITY = 1_000_000;

  private final ApplicationAuthenticators authenticators;
  private final ApplicationBeans beans = new ApplicationBeans();

  /** For the extension, which has found the annotation. */
  @Inject
  JwtAuthenticationMechanism(SignetExtension extension) {
    this.authenticators = new ApplicationAuthenticators(extension::configuration);
  }

  private JwtAuthenticationMechanism(Path signetJson) {
    this.authenticators = new ApplicationAuthenticators(application -> ConfigSource.of(signetJson));
  }

  /**
   * A mechanism for a producer method, whose return type must be this class and whose scope {@code
   * jakarta.inject.Singleton}. Liberty does not see mechanisms of producers.
   *
   * @param signetJson the configuration, which is read again when it changes; until it is right,
   *     every request gets a 503
   * @return the mechanism
   */
  public static JwtAuthenticationMechanism of(Path signetJson) {
    return new JwtAuthenticationMechanism(signetJson);
  }

  /** Reads the configuration when the application starts, so that the log has its mistakes then. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (application instanceof ServletContext context) {
      var unused = authenticators.of(context);
    }
  }

  /** One application of several in an enterprise archive may end alone. */
  void end(@Observes @Destroyed(ApplicationScoped.class) Object application) {
    if (application instanceof ServletContext context) {
      authenticators.end(context);
    }
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    ServletContext application = request.getServletContext();
    ReloadableAuthenticator served = authenticators.of(application);
    if (served.isReporting()) {
      served.rehearse(application);
      return rehearsed(request, response, context);
    }
    return switch (validate(context, application)) {
      case AUTHENTICATED -> AuthenticationStatus.SUCCESS;
      case UNAUTHENTICATED -> AuthenticationStatus.NOT_DONE;
      case ANSWERED -> answered(application);
      case DELEGATED -> {
        forgetToken(request);
        yield beans.otherMechanism().orElseThrow().validateRequest(request, response, context);
      }
    };
  }

  /**
   * Takes the caller of an earlier token out of a request that has none. Tomcat takes callers from
   * the session into each request, and the mechanisms of Soteria let in whom the server shows.
   */
  private static void forgetToken(HttpServletRequest request) throws AuthenticationException {
    if (!hasTokensCaller(request)) {
      return;
    }
    try {
      request.logout();
    } catch (ServletException e) {
      throw new AuthenticationException("the login of a token could not be ended", e);
    }
    if (hasTokensCaller(request)) {
      throw new AuthenticationException("the login of a token did not end");
    }
  }

  private static boolean hasTokensCaller(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof JwtPrincipal;
  }

  /**
   * The other mechanism alone decides. Without one there is no login at all: protected pages stay
   * closed.
   */
  private AuthenticationStatus rehearsed(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    Optional<HttpAuthenticationMechanism> other = beans.otherMechanism();
    if (other.isPresent()) {
      return other.get().validateRequest(request, response, context);
    }
    return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
  }

  private Outcome validate(HttpMessageContext context, ServletContext application)
      throws AuthenticationException {
    try {
      return authenticators
          .of(application)
          .now()
          .validate(
              context.getMessageInfo(),
              context.getClientSubject(),
              MechanismCallerNotifier.of(context).telling(BesideSignet.principals(application)),
              new Login(beans, application));
    } catch (AuthException e) {
      throw new AuthenticationException(e.getMessage(), e);
    }
  }

  /** The other mechanism and the identity stores. */
  private record Login(ApplicationBeans beans, ServletContext application)
      implements ApplicationLogin {

    @Override
    public boolean takesUnauthenticated() {
      return beans.hasOtherMechanism();
    }

    @Override
    public AuthenticationResult confirm(Authenticated caller, JwtAuthenticator authenticator) {
      return new IdentityStores(beans.identityStores(application)).confirm(caller, authenticator);
    }
  }

  /**
   * Jakarta Security has no status for a complete response. SEND_FAILURE comes nearest, but lets an
   * open page run on Liberty, where the session filter stops it. Where the server has passed over
   * the initializer that adds the filter, SEND_CONTINUE stops it, though Liberty replaces the
   * challenge by its own.
   */
  private static AuthenticationStatus answered(ServletContext application) {
    return SignetInitializer.isPassedOver(application)
        ? AuthenticationStatus.SEND_CONTINUE
        : AuthenticationStatus.SEND_FAILURE;
  }

  @Override
  public AuthenticationStatus secureResponse(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    boolean isOthers =
        LoginBoundSessionFilter.isPassedOn(request)
            || authenticators.of(request.getServletContext()).isReporting();
    Optional<HttpAuthenticationMechanism> other =
        isOthers ? beans.otherMechanism() : Optional.empty();
    return other.isPresent()
        ? other.get().secureResponse(request, response, context)
        : AuthenticationStatus.SUCCESS;
  }

  /**
   * On {@code request.logout()}: left to the mechanism that has authenticated the caller, unless
   * Signet itself ends a login in order to refuse a request. OpenID Connect would answer that with
   * a redirect.
   */
  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<HttpAuthenticationMechanism> other =
        hasTokensCaller(request) || LoginBoundSessionFilter.isRefused(request)
            ? Optional.empty()
            : beans.otherMechanism();
    if (other.isPresent()) {
      other.get().cleanSubject(request, response, context);
    } else {
      context.cleanClientSubject();
    }
  }

  /** The end of the application. */
  @PreDestroy
  void end() {
    authenticators.close();
  }
}
