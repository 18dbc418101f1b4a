package dev.signet.mechanism;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.JwtPrincipal;
import dev.signet.container.CallerNotAcceptedException;
import dev.signet.container.CallerNotifier;
import dev.signet.container.ConfigSource;
import dev.signet.container.LoginBoundSessionFilter;
import dev.signet.container.Refusals;
import dev.signet.container.RequestAuthenticator;
import dev.signet.container.SignetInitializer;
import dev.signet.token.VerificationUnavailableException;
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
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Jakarta Security mechanism: the same line and the same answers as the module, inside an
 * application. It is switched on by {@link JwtHeaderAuthenticationMechanismDefinition}, or by a
 * producer that returns {@link #of(Path)}. An application that has one is not served by the module.
 *
 * <p>A caller is validated by the {@code IdentityStoreHandler} as well, so that stores of the
 * application can add groups or refuse him. A request without a token is left to another mechanism
 * of the application where every issuer's {@code inboundPropagation} is {@code supported}; a
 * refused token is refused. Thread-safe. Not final, since CDI may put interceptors before it.
 */
@Singleton
@Alternative
@Priority(JwtAuthenticationMechanism.PRIORITY)
public class JwtAuthenticationMechanism implements HttpAuthenticationMechanism {
  /** Before every mechanism that an application or a server brings. */
  static final int PRIORITY = 1_000_000;

  private final ApplicationAuthenticators lines;
  private final ApplicationBeans beans = new ApplicationBeans();

  /** For the extension, which has found the annotation. */
  @Inject
  JwtAuthenticationMechanism(SignetExtension extension) {
    this.lines = new ApplicationAuthenticators(extension::configuration);
  }

  private JwtAuthenticationMechanism(Path signetJson) {
    this.lines = new ApplicationAuthenticators(application -> ConfigSource.of(signetJson));
  }

  /**
   * A mechanism for a producer method, whose return type must be this class and whose scope {@code
   * jakarta.inject.Singleton}. Liberty does not see mechanisms of producers.
   *
   * @param signetJson the configuration, which is followed; while it is wrong, every page answers
   *     503
   * @return the mechanism
   */
  public static JwtAuthenticationMechanism of(Path signetJson) {
    return new JwtAuthenticationMechanism(signetJson);
  }

  /** Reads the configuration when the application starts, so that mistakes are told then. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (application instanceof ServletContext context) {
      var unused = lines.of(context);
    }
  }

  /** One application of several in an enterprise archive may end alone. */
  void end(@Observes @Destroyed(ApplicationScoped.class) Object application) {
    if (application instanceof ServletContext context) {
      lines.end(context);
    }
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    try {
      Optional<RequestAuthenticator> line = lines.of(request.getServletContext()).now();
      if (line.isEmpty()) {
        var unused = context.doNothing();
        return told(request, Refusals.unavailable(response));
      }
      return validate(line.get(), request, response, context);
    } catch (AuthException e) {
      throw new AuthenticationException(e.getMessage(), e);
    }
  }

  private AuthenticationStatus validate(
      RequestAuthenticator line,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws AuthException, AuthenticationException {
    CallerNotifier subjects =
        new MechanismCallerNotifier(
            context, () -> beans.identityStores(request.getServletContext()), line.names());
    AuthenticationResult result;
    try {
      result = line.ask(request, subjects);
    } catch (VerificationUnavailableException e) {
      subjects.establishNobody(context.getClientSubject());
      return told(request, line.refusals().unavailable(response, e));
    } catch (RuntimeException e) {
      throw line.refusals().ownFault(e);
    }
    if (result instanceof NotAttempted && line.delegatesUnauthenticated()) {
      Optional<HttpAuthenticationMechanism> other = beans.otherMechanism();
      if (other.isPresent()) {
        LoginBoundSessionFilter.passOn(request);
        return other.get().validateRequest(request, response, context);
      }
    }
    AuthStatus status;
    try {
      status = line.answer(result, context.getMessageInfo(), context.getClientSubject(), subjects);
    } catch (CallerNotAcceptedException e) {
      subjects.establishNobody(context.getClientSubject());
      return told(request, line.refusals().unavailable(response, e));
    }
    return status == AuthStatus.SUCCESS && !(result instanceof Authenticated)
        ? AuthenticationStatus.NOT_DONE
        : told(request, status);
  }

  /**
   * Jakarta Security has no word for a complete response: SEND_FAILURE comes nearest, but lets an
   * open page run on Liberty. The filter stops it. Where the initializer that adds the filter was
   * passed over, SEND_CONTINUE stops it, though Liberty puts a challenge of its own in the place of
   * ours.
   */
  private static AuthenticationStatus told(HttpServletRequest request, AuthStatus status) {
    if (status == AuthStatus.SUCCESS) {
      return AuthenticationStatus.SUCCESS;
    }
    LoginBoundSessionFilter.stop(request);
    return SignetInitializer.isPassedOver(request.getServletContext())
        ? AuthenticationStatus.SEND_CONTINUE
        : AuthenticationStatus.SEND_FAILURE;
  }

  @Override
  public AuthenticationStatus secureResponse(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    Optional<HttpAuthenticationMechanism> other =
        LoginBoundSessionFilter.isPassedOn(request) ? beans.otherMechanism() : Optional.empty();
    return other.isPresent()
        ? other.get().secureResponse(request, response, context)
        : AuthenticationStatus.SUCCESS;
  }

  /** On {@code request.logout()}: whoever let the caller in takes him out. */
  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    boolean isOurs = request.getUserPrincipal() instanceof JwtPrincipal;
    Optional<HttpAuthenticationMechanism> other =
        isOurs ? Optional.empty() : beans.otherMechanism();
    if (other.isPresent()) {
      other.get().cleanSubject(request, response, context);
    } else {
      context.cleanClientSubject();
    }
  }

  /** The end of the application. */
  @PreDestroy
  void end() {
    lines.close();
  }
}
