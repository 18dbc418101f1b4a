package dev.signet.session;

import dev.signet.crypto.Sha256;
import dev.signet.rehearsal.Rehearsal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Binds an application's HTTP session to the login it began under. The proxy ends a login, not the
 * application's session cookie; the next user at the same browser sends that cookie, and must not
 * see what the user before left in the session.
 *
 * <p>A session under another user, or another login of the same user, is invalidated before the
 * application runs, whichever dispatch runs it: the page for a 403 is an ERROR dispatch of a
 * request that no filter has seen before. A session from before the login is kept under a new id.
 * For a request without a login the session is not touched, and without revocations not even looked
 * up: on Liberty the lookup counts as a use of it. In an application that is only rehearsed, no
 * session is touched: the rehearsal is shown the request.
 */
public final class LoginBoundSessionFilter implements Filter {
  private static final String NAME = "dev.signet.session";

  /** In the request: the digest of its login. */
  private static final String LOGIN = NewSessions.LOGIN;

  /** In the request: the names that the server may give the caller. */
  private static final String NAMES = "dev.signet.names";

  /** In the request: refuses it where the server calls the caller by another name. */
  private static final String REFUSAL = "dev.signet.refusal";

  /** In the request: its response is complete, and no application may run. */
  private static final String STOPPED = "dev.signet.stopped";

  /** In the request: the page for the refusal has been shown, or is being shown. */
  private static final String ERROR_PAGE = "dev.signet.errorPage";

  /**
   * In the request: it had the session of another login, or a revoked one, which has been ended.
   */
  static final String ENDED = "dev.signet.ended";

  /** In the request: another mechanism of the application authenticates it. */
  private static final String PASSED_ON = "dev.signet.passedOn";

  /** Completes the response of a refused request whose application the server starts anyway. */
  @FunctionalInterface
  public interface Completion {
    /**
     * Sends what is set, where the server has not.
     *
     * @param response a response that may be complete
     * @throws IOException where it cannot be sent
     */
    void complete(HttpServletResponse response) throws IOException;
  }

  private final LoginSessions sessions = new LoginSessions();
  private final Completion completion;

  /**
   * For one application.
   *
   * @param completion for this server
   */
  LoginBoundSessionFilter(Completion completion) {
    this.completion = completion;
  }

  /**
   * Puts the filter before everything else in an application, and the listener for new sessions
   * beside it. An application that has a filter of this name has been given one before.
   *
   * @param application the application, while its initializers run
   * @param completion for this server
   */
  public static void addTo(ServletContext application, Completion completion) {
    FilterRegistration.Dynamic registration =
        application.addFilter(NAME, new LoginBoundSessionFilter(completion));
    // null where the application has a filter of this name
    if (registration != null) {
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
      application.addListener(new NewSessions());
    }
  }

  /**
   * Says which login a request belongs to. The filter that reads it may be that of another copy of
   * Signet, to which classes of this copy are unknown: all of this is kept as types of the JDK.
   *
   * @param request the request
   * @param login a digest, which stands for the login and for nothing else
   * @param token gives what a revocation may name of the token
   */
  public static void mark(HttpServletRequest request, String login, Supplier<String> token) {
    request.setAttribute(LOGIN, login);
    request.setAttribute(RevokedSessions.TOKEN, token);
  }

  /**
   * Refuses a request when the server calls its caller by another name, before the application
   * runs.
   *
   * @param request the request
   * @param names the names that the server may give the caller
   * @param refusal answers the request otherwise
   */
  public static void expect(
      HttpServletRequest request, Set<String> names, Consumer<HttpServletResponse> refusal) {
    request.setAttribute(NAMES, names);
    request.setAttribute(REFUSAL, refusal);
  }

  /**
   * Ends another login's session before a container gives the caller one. Tomcat remembers callers
   * in the sessions that exist when it is notified of them, and gives a session that it finds later
   * another id: requests that arrive at once would lose it.
   *
   * @param request the request
   * @param login the digest of its login
   */
  public static void endAnothers(HttpServletRequest request, String login) {
    HttpSession session = request.getSession(false);
    try {
      if (session != null
          && session.getAttribute(LOGIN) instanceof String owner
          && !owner.equals(NewSessions.NOBODY)
          && !owner.equals(login)) {
        request.setAttribute(ENDED, true);
        session.invalidate();
      }
    } catch (IllegalStateException e) {
      // by a request at the same time
      request.setAttribute(ENDED, true);
    }
  }

  /**
   * Marks a request whose response is complete. Where the container runs the application all the
   * same, it gets no further than this filter; an error page is shown as nobody's.
   *
   * @param request the refused request
   */
  public static void stop(HttpServletRequest request) {
    request.setAttribute(STOPPED, true);
    RevokedSessions.endRevoked(request);
  }

  /**
   * Marks a request that another mechanism of the application authenticates. Its login counts as
   * well.
   *
   * @param request a request without a token
   */
  public static void passOn(HttpServletRequest request) {
    request.setAttribute(PASSED_ON, true);
  }

  /**
   * Whether another mechanism of the application authenticates a request.
   *
   * @param request any request
   * @return whether {@link #passOn} was called for it
   */
  public static boolean isPassedOn(HttpServletRequest request) {
    return request.getAttribute(PASSED_ON) != null;
  }

  /**
   * Whether Signet refuses a request. Its response is Signet's then: no other mechanism may answer.
   *
   * @param request any request
   * @return whether {@link #stop} was called for it, or the server has another user than its token
   */
  public static boolean isRefused(HttpServletRequest request) {
    return request.getAttribute(STOPPED) != null || isAnothers(request);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    if (Rehearsal.sees(http)) {
      chain.doFilter(http, answer);
      return;
    }
    DispatcherType type = http.getDispatcherType();
    if (http.getAttribute(STOPPED) != null) {
      if (mayBeErrorPage(http)) {
        if (http.getAttribute(ENDED) != null) {
          sessions.destroyBeans();
        }
        NewSessions.run(
            NewSessions.NOBODY, type, () -> chain.doFilter(NobodysRequest.of(http), answer));
      } else if (type == DispatcherType.REQUEST) {
        completion.complete(answer);
      }
      return;
    }
    Optional<String> login = login(http);
    if (login.isEmpty()) {
      if (!RevokedSessions.areLookedFor(http) || sessions.settleNobodys(http, answer)) {
        NewSessions.run(NewSessions.NOBODY, type, () -> chain.doFilter(http, answer));
      }
    } else if (type == DispatcherType.REQUEST && isAnothers(http)) {
      refuse(http, answer);
    } else {
      NewSessions.Part part = () -> run(login.get(), http, answer, chain);
      NewSessions.run(login.get(), type, () -> KeptTokens.run(http, part));
    }
  }

  private void run(
      String login, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean isEnded = request.getAttribute(ENDED) != null;
    request.removeAttribute(ENDED);
    if (sessions.settle(login, isEnded, request, response)) {
      try {
        chain.doFilter(request, response);
      } finally {
        sessions.bind(login, request, response);
      }
    }
  }

  /**
   * The page for a refusal, or a part of it. It is shown once: after some refusals of the mechanism
   * Liberty runs the application all the same, in the dispatch of that page.
   */
  private static boolean mayBeErrorPage(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      boolean isFirst = request.getAttribute(ERROR_PAGE) == null;
      request.setAttribute(ERROR_PAGE, true);
      return isFirst;
    }
    return request.getDispatcherType() != DispatcherType.REQUEST;
  }

  private static Optional<String> login(HttpServletRequest request) {
    if (request.getAttribute(LOGIN) instanceof String login) {
      return Optional.of(login);
    }
    Principal other = isPassedOn(request) ? request.getUserPrincipal() : null;
    return Optional.ofNullable(other).map(caller -> Sha256.of("passed on\n" + caller.getName()));
  }

  /**
   * The cookie of a login by a form of Jakarta Security has precedence over the token beside it on
   * Liberty.
   */
  private static boolean isAnothers(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal != null
        && request.getAttribute(NAMES) instanceof Set<?> names
        && !names.contains(principal.getName());
  }

  /** Ends the other login, so that the next request is the token's. */
  @SuppressWarnings("unchecked") // expect has put it there
  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    request.logout();
    KeptTokens.forget(request);
    ((Consumer<HttpServletResponse>) request.getAttribute(REFUSAL)).accept(response);
  }
}
