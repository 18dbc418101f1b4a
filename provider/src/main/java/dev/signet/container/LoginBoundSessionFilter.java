package dev.signet.container;

import dev.signet.crypto.Sha256;
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

/**
 * Keeps an application's HTTP session with the login it began under. The proxy ends a login, not
 * the application's session cookie; the next user at the same browser sends it along, and must not
 * find what the user before left in the session.
 *
 * <p>A session under another user, or another login of the same user, is invalidated before the
 * application runs, whichever dispatch runs it: the page for a 403 is an ERROR dispatch of a
 * request that no filter has seen before. A session from before the login is kept under a new id. A
 * request without a login leaves the session alone: it does not even ask for it, since Liberty
 * takes the question itself for an attempt to use it.
 */
public final class LoginBoundSessionFilter implements Filter {
  private static final String NAME = "dev.signet.session";

  /** In the request: the login a token stands for. */
  private static final String LOGIN = NewSessions.LOGIN;

  /** In the request: what the server may call the caller, where Signet knows. */
  private static final String NAMES = "dev.signet.names";

  /** In the request: what refuses it where the server calls the caller otherwise. */
  private static final String REFUSAL = "dev.signet.refusal";

  /** In the request: its answer is complete, and no application may run. */
  private static final String STOPPED = "dev.signet.stopped";

  /** In the request: the page for the refusal has been shown, or is being shown. */
  private static final String ERROR_PAGE = "dev.signet.errorPage";

  /** In the request: it has come with another login's session, which has been ended. */
  private static final String ENDED = "dev.signet.ended";

  /** In the request: another mechanism of the application has it in hand. */
  private static final String PASSED_ON = "dev.signet.passedOn";

  private final LoginSessions sessions = new LoginSessions();

  static void addTo(ServletContext application) {
    FilterRegistration.Dynamic registration =
        application.addFilter(NAME, new LoginBoundSessionFilter());
    // null where the application has a filter of this name: it was here before
    if (registration != null) {
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
      application.addListener(new NewSessions());
    }
  }

  /**
   * Tells the filter whose request this is, which may be that of another copy of Signet: classes of
   * ours would be strangers to it.
   */
  static void mark(HttpServletRequest request, ToldCaller caller, Refusals refusals) {
    request.setAttribute(LOGIN, caller.login());
    if (!caller.identity().isRegistryUser()) {
      Consumer<HttpServletResponse> refusal = refusals::refuseAnothers;
      request.setAttribute(NAMES, caller.names());
      request.setAttribute(REFUSAL, refusal);
    }
  }

  /**
   * Ends another login's session before a container gives the caller one. Tomcat remembers callers
   * in the sessions that are there when it hears of them, and gives a session that it finds later
   * another id: requests that come at once would lose it.
   */
  static void endAnothers(HttpServletRequest request, ToldCaller caller) {
    HttpSession session = request.getSession(false);
    try {
      if (session != null
          && session.getAttribute(LOGIN) instanceof String owner
          && !owner.equals(NewSessions.NOBODY)
          && !owner.equals(caller.login())) {
        request.setAttribute(ENDED, true);
        session.invalidate();
      }
    } catch (IllegalStateException e) {
      // by a request at the same time
      request.setAttribute(ENDED, true);
    }
  }

  /** The answer is complete; a container that runs the application all the same gets no further. */
  public static void stop(HttpServletRequest request) {
    request.setAttribute(STOPPED, true);
  }

  /** Another mechanism decides who the caller is; that login is one, too. */
  public static void passOn(HttpServletRequest request) {
    request.setAttribute(PASSED_ON, true);
  }

  public static boolean isPassedOn(HttpServletRequest request) {
    return request.getAttribute(PASSED_ON) != null;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    DispatcherType type = http.getDispatcherType();
    if (http.getAttribute(STOPPED) != null) {
      if (mayBeErrorPage(http)) {
        NewSessions.run(
            NewSessions.NOBODY, type, () -> chain.doFilter(NobodysRequest.of(http), answer));
      } else if (type == DispatcherType.REQUEST) {
        Refusals.complete(answer);
      }
      return;
    }
    Optional<String> login = login(http);
    if (login.isEmpty()) {
      NewSessions.run(NewSessions.NOBODY, type, () -> chain.doFilter(http, answer));
    } else if (type == DispatcherType.REQUEST && isAnothers(http)) {
      refuse(http, answer);
    } else {
      NewSessions.run(login.get(), type, () -> run(login.get(), http, answer, chain));
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
   * The page for a refusal, or what it is made of. It is shown once: Liberty takes its dispatch for
   * the application's as well, which it runs all the same after some refusals of the mechanism.
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
   * Liberty believes the cookie of a login by a form of Jakarta Security more than what it is told
   * of the token beside it.
   */
  private static boolean isAnothers(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal != null
        && request.getAttribute(NAMES) instanceof Set<?> names
        && !names.contains(principal.getName());
  }

  /** Ends the other login, so that the next request is the token's. */
  @SuppressWarnings("unchecked") // mark has put it there
  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    request.logout();
    ((Consumer<HttpServletResponse>) request.getAttribute(REFUSAL)).accept(response);
  }
}
