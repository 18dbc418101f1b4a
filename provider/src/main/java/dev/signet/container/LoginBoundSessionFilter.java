package dev.signet.container;

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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's HTTP session with the login it began under. The proxy ends a login, not
 * the application's session cookie; whoever logs in next at the same browser sends it along, and
 * must not find what the one before left in the session.
 *
 * <p>A session under another user, or another login of the same user, is invalidated before the
 * application runs. A session from before the login is kept. It runs behind authentication, as
 * every filter does: Liberty lets nobody but its owner touch a session.
 */
final class LoginBoundSessionFilter implements Filter {
  private static final Logger LOG = System.getLogger(LoginBoundSessionFilter.class.getName());

  private static final String NAME = "dev.signet.session";

  /** In the request: the login a token stands for. In the session: the one it began under. */
  private static final String LOGIN = "dev.signet.login";

  /** In the request: what the server may call the caller, where Signet knows. */
  private static final String NAMES = "dev.signet.names";

  /** In the request: what refuses it where the server calls the caller otherwise. */
  private static final String REFUSAL = "dev.signet.refusal";

  /** In the request: its answer is complete, and no application may run. */
  private static final String STOPPED = "dev.signet.stopped";

  /** Said once: whoever has an old session cookie could fill the log with it. */
  private final AtomicBoolean said = new AtomicBoolean();

  static void addTo(ServletContext application) {
    FilterRegistration.Dynamic registration =
        application.addFilter(NAME, new LoginBoundSessionFilter());
    // null where the application has a filter of this name: it was here before
    if (registration != null) {
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
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

  /** The answer is complete; a container that runs the application all the same gets no further. */
  static void stop(HttpServletRequest request) {
    request.setAttribute(STOPPED, true);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(STOPPED) != null) {
      Refusals.complete(response);
      return;
    }
    if (!(request instanceof HttpServletRequest http)
        || !(request.getAttribute(LOGIN) instanceof String login)) {
      chain.doFilter(request, response);
      return;
    }
    if (isAnothers(http)) {
      refuse(http, (HttpServletResponse) response);
      return;
    }
    dropAnothers(sessionOf(http), login);
    try {
      chain.doFilter(request, response);
    } finally {
      bind(sessionOf(http), login);
    }
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

  /**
   * Liberty throws, unless it is told otherwise, when the session is another user's. An application
   * that does not use its session must not suffer for that; one that does hears it from Liberty.
   */
  private @Nullable HttpSession sessionOf(HttpServletRequest request) {
    try {
      return request.getSession(false);
    } catch (RuntimeException e) {
      if (said.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "a session of another user was refused by the server ({0}); on Liberty set httpSession"
                + " invalidateOnUnauthorizedSessionRequestException=\"true\"",
            e.getClass().getSimpleName());
      }
      return null;
    }
  }

  private static void dropAnothers(@Nullable HttpSession session, String login) {
    if (session != null
        && session.getAttribute(LOGIN) instanceof String owner
        && !owner.equals(login)) {
      session.invalidate();
    }
  }

  private static void bind(@Nullable HttpSession session, String login) {
    if (session != null && session.getAttribute(LOGIN) == null) {
      session.setAttribute(LOGIN, login);
    }
  }
}
